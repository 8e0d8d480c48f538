"""Tests of the playground: a Slack workspace on this machine."""
