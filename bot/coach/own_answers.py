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

OwnAnswer = (
    OfferReviewed
    | Planned
    | RoundTaken
    | AskNoted
    | RangePlaced
    | LetterChecked
    | StakeWorked
    | LeavingWorked
    | OffersCompared
    | Drafted
    | CannotClaim
    | TopicOnOffer
    | own.DoubtRaised
    | own.OfferForm
    | own.OfferWanted
    | own.WhichOffer
    | own.OffersListed
    | own.NotUnderstood
    | own.Forgotten
    | Worked
)
SHOWS_OFFER = (OfferReviewed, OffersCompared, RoundTaken, LetterChecked, TopicOnOffer)
"""Answers that show the parts of the offer"""
