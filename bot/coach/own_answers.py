"""Every Answer that may hold a person's own numbers: said to them alone, and never kept as a Reply."""

from bot.coach import compare, leaving, own, placing, review, rounds, stake, topics, worked, writing
from bot.coach.planned import Planned

Moved = rounds.RoundTaken | rounds.LetterChecked
SHOWS_OFFER = Moved | review.OfferReviewed | compare.OffersCompared | topics.TopicOnOffer
"""Answers that show the parts of the offer"""
Reckoned = rounds.AskNoted | placing.RangePlaced | stake.StakeWorked | leaving.LeavingWorked | worked.Worked
Asked = own.DoubtRaised | own.OfferForm | own.OfferWanted | own.WhichOffer | own.NotUnderstood
Kept = own.OffersListed | own.Forgotten | writing.Drafted | writing.CannotClaim
OwnAnswer = SHOWS_OFFER | Planned | Reckoned | Asked | Kept
