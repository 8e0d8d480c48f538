"""Every Answer that may hold a person's own numbers: said to them alone, and never kept as a Reply."""

from bot.coach import own
from bot.coach.compare import OffersCompared
from bot.coach.leaving import LeavingWorked
from bot.coach.placing import RangePlaced
from bot.coach.planned import Planned
from bot.coach.review import OfferReviewed
from bot.coach.rounds import AskNoted, LetterChecked, RoundTaken
from bot.coach.stake import StakeWorked
from bot.coach.topics import TopicOnOffer
from bot.coach.worked import Worked
from bot.coach.writing import CannotClaim, Drafted

_Reckoned = OfferReviewed | Planned | RoundTaken | RangePlaced | LetterChecked | StakeWorked | LeavingWorked
_Said = AskNoted | OffersCompared | Drafted | CannotClaim | TopicOnOffer | Worked
_Asked = own.DoubtRaised | own.OfferForm | own.OfferWanted | own.WhichOffer | own.NotUnderstood
OwnAnswer = _Reckoned | _Said | _Asked | own.OffersListed | own.Forgotten
SHOWS_OFFER = (OfferReviewed, OffersCompared, RoundTaken, LetterChecked, TopicOnOffer)
"""Answers that show the parts of the offer"""
