"""The Slack door: the only floor that knows Slack. Requests come in as utterances, replies go out as blocks."""
