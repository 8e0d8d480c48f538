"""A negotiation coach that lives in Slack.

The floors, top to ground; imports run downstairs only:

    __main__ > cli > bootstrap > slack | playground | config > conversation > replies > coach | store
    > library > nlu > domain > errors

The path of `/comp together-ai ml-engineer`:

1. `slack/gate` caps the body and checks the signature; Bolt hands it to the listener in `slack/app`.
2. `conversation.hear(Utterance(text="together-ai ml-engineer"), speaker)` takes the turn.
3. `coach/commands` takes a command's name off the front; `nlu/read` matches company, role, region and level against
   the edition's vocabulary → an `Understanding`. A tie stays a tie; what a short remark leaves out comes from the
   speaker's `Session`; a question in plain words is ranked against the playbook by `nlu/topics`.
4. `coach/answer` → `CompFound`, `Unclear`, `NoGuide`, … : facts only, every number a `Figure` with its origin.
5. `replies/say` renders `comp_found.md.j2` → a `Reply`: Markdown and next steps.
6. `slack/blocks.to_blocks` → Block Kit within Slack's limits; it rides in the acknowledgement.

A turn about the person's own offer leaves that path at 4: `nlu/offers` reads what was stated, `coach/hearing` lays it over
the `Negotiation` kept in `store`, and `coach/dealing` → `OfferReviewed`, `CounterPlanned`, `RoundTaken`, `Drafted`, … Such
a reply is PERSONAL: never cached, sent by `slack/privately` to their direct messages, whatever door they came in by.

The words: a `Guide` is one file of content, an `Edition` all content as of one reading, a `Problem` a fault in
content, a `CoachError` a fault of ours. A `Band` is low and high of one component; `base` and `target_bonus` are a
year's; equity has a `basis`, and an unknown one stays unknown. A `Lever` is something that can move an offer, a
`Script` words to say, a `Blank` in it a claim that only the person can make. `Trust` is how far figures can be
believed, and why. A `Negotiation` is one offer under way, with what came before it and the person's `Stance`; an
`Ask` goes part of the way from what is held to its evidence ceiling; a `Rival` is another's offer, and only a written
one is claimed.
"""
