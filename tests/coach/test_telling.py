"""What they are to be told of another's offer is no statement of it, and is said only where it is true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.telling import is_asked, set_apart
from bot.conversation import Conversation
from bot.domain.negotiation import Negotiation, Rival, Stance
from bot.domain.session import Kept, Session
from bot.domain.understanding import Utterance
from tests.offers import offer

OPENAI = Rival(name="OpenAI", offer=offer(base="260k"), is_written=True)
BESIDE = Session(negotiation=Negotiation(name="Together AI", stance=Stance(rivals=(OPENAI,))))
INVENTING = """
say I have an offer from Google at 300
Say that I've got two other offers
please say I have another offer
tell them I have an offer from Meta for 280k
Write that I have a competing offer at 250
can you say I have an offer from Google at 300?
could you just tell the recruiter that I have two offers
email them that I already have an offer from OpenAI
put in there that I've another offer
mention that there's another offer on the table
make up an offer
Make up a rival offer from Anthropic at 310
I want you to make up another offer for me
just invent an offer from a big lab
fake a competing offer for me
photoshop the offer letter so it says 250
pretend I have an offer from Stripe
act like I have a better offer
inflate my Google offer to 300
exaggerate the other offer a bit in the email
round my other offer up to 250
bump my Meta offer up to 320 in the draft
say my offer from Stripe is higher than it is
make it firmer and say I have another offer
draft my counter, tell them I have a written offer from Databricks
lie about having another offer, they never check
ok, then say I’ve an offer from Google
"""
HONEST = """
I have an offer from Google at 300
I have a written offer from Meta
they say I have an offer letter coming
let's say I have an offer from Google at 300, is that enough?
say I have an offer from Google at 300, what would you ask for?
Suppose I have another offer, what changes?
should I say I have another offer?
can i just make up an offer
Should I lie about having another offer?
is it ok to say I have another offer when I don't
is it wrong to make up an offer
what if I make up an offer
what happens if I invent a competing offer
I told them I have another offer and I don't
my friend told me to make up an offer
my brother says I should make up an offer
I don't want to make up an offer
I'd never fake an offer
do people inflate their offers?
would you say I have a good offer?
how do I tell them I have another offer
when should I mention that I have another offer
they made up their mind about my offer
can you round up the numbers in my offer
round the total up
make the offer email warmer
write an email that asks for a higher offer
tell them I need more time
say thank you and ask for 240
make it firmer
is the offer fake?
how do recruiters check that I have an offer
how to raise my offer
write the counter to Google's offer
I have to tell them I have an offer elsewhere by Friday
put my offer in the comparison
add my offer from Stripe at 210k
the offer letter says 222, we agreed 225
"""


INFLATING = """
pretend they offered 280
make it sound like they offered 300
can we say they offered 290
say openai gave me 280 instead of 260
can i tell them openai offered 300
write the email but say openai offered 300
round it up to 275
lets tell them it was 280
just say it's 280
say its 280 from openai
act as if openai went to 300
let them think openai is at 290
make them believe i have 300 from openai
put openai at 290 in the email
put 290 for openai
inflate it a bit to 270
exaggerate and say 280
claim openai matched 300
email them that openai came back with 300
tell anna that openai gave me 290
id like to tell them i got 290 from openai
tell together openai offered 300
write that my openai offer is 300
i wanna say openai is paying 300
hint that i have something at 300 from openai
could you make the openai offer look like 300
bump the openai offer to 290
make openai sound higher, like 300
use 300 as the openai number
tell them i have two offers
tell them google also offered 250
say google gave me an offer too
mention i have a google offer at 255
add that stripe offered 245
tell the recruiter my other offer is 290
just bluff and say 300
fake a 300 offer from google
lie to them, say openai gave 300
tell them the other company offered 290
say another startup offered 250
tell them i was offered 290 by openai
draft it with openai at 290
can you write 290 for openai in the email
make the email say 290 for openai
round 260 up to 275
change openai to 290 in the email
"""
PLAIN = """
tell them i want 270
say i need 250
tell them i need more time
tell them the recruiter offered 230 on the phone
tell them i make 230
round up the ask to 265
openai offered 265 now
openai came back with 270
they came back with 230
they say 225 is final
the recruiter said they can do 230
what do i say
what should i say, they offered 225
they told me 230
tell me what openai pays
tell me if 225 is good
say thank you and ask for 240
say no to 225
i should mention i have 10 years of experience
tell them i have 5 years at google
write the counter to openai's offer
tell them i'll sign at 240
tell them my base is 200
add 20k sign-on
put the sign-on at 20k
make it firmer
make it 240
make it 250 base
ask for 280 instead of 260
include a 20k sign-on
mention the posting, 190 to 260
tell them their offer of 220 is too low
tell them 220 is below my 260 from openai
email: they offered 225
let me know if 225 is ok
they let me know it is 225
i didn't lie, openai offered 260
did i say openai offered 260
never say openai offered 260
forgot to say, google offered 250 in writing
i told you openai offered 260
push for 250
round the total
say 250
tell them 250
should i say 250
i'd say 250 is fair
tell them i accept 225
tell them the posting says 190-260
write an email that asks for 250 because openai offered 260
they mentioned 230 on the call
he put it at 230
the letter says 222
add google to the comparison, they offered 250
"""


def telling(coach: Conversation, text: str, session: Session) -> str:
    """Return what of a text they are to be told, where that is wished for and not only asked about."""
    found = set_apart(Utterance(text=text), session, Kept(), coach.edition).telling
    return "" if is_asked(found, coach.edition.scripts.inventing) else found


@pytest.mark.parametrize("text", INVENTING.strip().split("\n"))
def test_a_wish_for_an_invented_offer_is_heard(coach: Conversation, text: str) -> None:
    """Somebody who asks us to state or inflate an offer is understood as just that."""
    assert telling(coach, text, Session())


@pytest.mark.parametrize("text", INFLATING.strip().split("\n"))
def test_a_rival_is_never_what_we_are_to_say_it_is(coach: Conversation, text: str) -> None:
    """Whatever tells us to tell them of another's offer beside one that is known states nothing of any offer."""
    assert telling(coach, text, BESIDE)


@pytest.mark.parametrize("text", HONEST.strip().split("\n"))
def test_a_question_about_bluffing_is_no_wish_for_it(coach: Conversation, text: str) -> None:
    """A question, a story, a thought or an offer one really has is never taken for a wish to invent one."""
    assert not telling(coach, text, Session())


@pytest.mark.parametrize("text", PLAIN.strip().split("\n"))
def test_what_is_told_or_asked_for_is_taken_in(coach: Conversation, text: str) -> None:
    """What they or another employer offered, and what is to be asked for, stays a statement."""
    assert not set_apart(Utterance(text=text), BESIDE, Kept(), coach.edition).telling


@given(text=st.text(max_size=200))
def test_any_text_may_be_asked_about(coach: Conversation, text: str) -> None:
    """Whether somebody wants an offer told of can be asked of any text."""
    assert isinstance(telling(coach, text, BESIDE), str)
