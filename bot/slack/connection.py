"""How we reach Slack and Slack reaches us."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One workspace's tokens and addresses. Secrets are kept out of the repr."""

    command: str  # the slash command's name, with its slash
    api_url: str  # base of the Web API, ending in a slash
    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)  # for Socket Mode
    signing_secret: str = field(default="", repr=False)  # for HTTP mode
    host: str = "127.0.0.1"
    port: int = 0  # 0 takes any free port
