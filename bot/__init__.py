"""A negotiation coach that lives in Slack."""
