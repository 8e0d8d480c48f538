"""Settings: the only reader of the environment."""

import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from os import environ
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError

SLACK_API = "https://slack.com/api/"
CHECKOUT = Path(__file__).parent.parent
ANYWHERE = "0.0.0.0"  # noqa: S104 - a Procfile host routes to any address; COACH_HOST narrows it
NAME = re.compile(r"/(?=.*[a-z0-9])[a-z0-9_-]{1,31}")  # a slash command's name, as Slack allows it
PORTS = range(65_536)


class Transport(StrEnum):
    """How Slack reaches the coach."""

    HTTP = auto()
    SOCKET = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says. Secrets are kept out of the repr."""

    seeds: Path
    command: str = "/comp"
    host: str = ANYWHERE
    port: int = 3000
    api_url: str = SLACK_API
    """base of Slack's Web API"""
    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    log_level: str = "INFO"
    cache: Path | None = None
    """where what was learned from the playbook is kept between starts; nothing of a person's is in it"""
    counts: Path | None = None
    """where kinds of unanswered questions are counted, for `coach guides wanted`; None counts in memory alone"""
    wanted_names: bool = False
    """whether a count may name a company or role that the lexicon knows"""
    saves: bool = True
    """whether a person's offers are kept beyond the hour of their conversation"""

    def need(self, transport: Transport) -> None:
        """Raise SettingsError, naming every missing variable, unless `transport` can be served."""
        needed = {"SLACK_BOT_TOKEN": self.bot_token}
        if transport is Transport.HTTP:
            needed["SLACK_SIGNING_SECRET"] = self.signing_secret
        else:
            needed["SLACK_APP_TOKEN"] = self.app_token
        missing = [name for name, value in needed.items() if not value]
        if missing:
            raise SettingsError(
                f"{' and '.join(missing)} not set",
                remedy="copy it from your app's page on api.slack.com/apps; the README shows where",
            )

    def transport(self) -> Transport:
        """Return the one transport the environment allows. Raises SettingsError if it allows none or both."""
        can_http, can_socket = bool(self.signing_secret), bool(self.app_token)
        if can_http == can_socket:
            raise SettingsError(
                "cannot tell whether to serve http or socket: "
                + ("both are configured" if can_http else "neither is configured"),
                remedy="say `serve http` (needs SLACK_SIGNING_SECRET) or `serve socket` (needs SLACK_APP_TOKEN)",
            )
        return Transport.HTTP if can_http else Transport.SOCKET


def read_settings(env: Mapping[str, str] = environ) -> Settings:
    """Return the settings of an environment. Raises SettingsError for a value that cannot be meant."""
    return Settings(
        seeds=find_seeds(env),
        command=read_name(env.get("COACH_COMMAND", "/comp")),
        host=env.get("COACH_HOST", ANYWHERE),
        port=read_port(env.get("PORT", "3000")),
        api_url=read_url(env.get("SLACK_API_URL") or SLACK_API),
        bot_token=env.get("SLACK_BOT_TOKEN", "").strip(),
        app_token=env.get("SLACK_APP_TOKEN", "").strip(),
        signing_secret=env.get("SLACK_SIGNING_SECRET", "").strip(),
        log_level=read_level(env.get("COACH_LOG", "INFO")),
        cache=find_cache(env),
        counts=Path(env["COACH_COUNTS"]) if env.get("COACH_COUNTS") else None,
        wanted_names=read_switch("COACH_WANTED_NAMES", env.get("COACH_WANTED_NAMES") or "off"),
        saves=read_switch("COACH_SAVE", env.get("COACH_SAVE") or "on"),
    )


def forget_proxies(env: MutableMapping[str, str] = environ) -> None:
    """Drop proxy settings from this process: slack_sdk obeys them even for a playground on this machine."""
    for name in [name for name in env if name.lower() in {"http_proxy", "https_proxy", "all_proxy"}]:
        del env[name]


def forget_token(env: MutableMapping[str, str] = environ) -> None:
    """Drop the bot's token from this process once it has been read: Bolt would find it there too, and warn of two."""
    env.pop("SLACK_BOT_TOKEN", None)


def find_seeds(env: Mapping[str, str]) -> Path:
    """Return the seeds folder: COACH_SEEDS, else the one in the package, else the one beside the checkout."""
    if env.get("COACH_SEEDS"):
        return Path(env["COACH_SEEDS"])
    packaged = Path(__file__).parent / "seeds"
    return packaged if packaged.is_dir() else CHECKOUT / "seeds"


def find_cache(env: Mapping[str, str]) -> Path:
    """Return the cache folder: COACH_CACHE, else the user's own cache folder."""
    if env.get("COACH_CACHE"):
        return Path(env["COACH_CACHE"])
    return Path(env.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "negotiation-coach"


def read_name(value: str) -> str:
    """Return a slash command's name, as Slack allows it: a slash and up to 31 letters, digits, hyphens."""
    name = f"/{value.strip().removeprefix('/')}".lower()
    if not NAME.fullmatch(name):
        raise SettingsError("COACH_COMMAND is not a name Slack accepts", remedy="use something like /comp")
    return name


def read_port(value: str) -> int:
    """Return a TCP port."""
    if not (value.isascii() and value.isdigit() and int(value) in PORTS):
        raise SettingsError("PORT is not a port number", remedy="use a number such as 3000")
    return int(value)


def read_url(value: str) -> str:
    """Return the Web API's base URL with one slash behind it."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        remedy = f"leave it out, or use one like {SLACK_API}"
        raise SettingsError("SLACK_API_URL is not a web address", remedy=remedy)
    return value.rstrip("/") + "/"


def read_switch(name: str, value: str) -> bool:
    """Return whether a setting is on."""
    if value.lower() not in {"on", "off"}:
        raise SettingsError(f"{name} is neither on nor off", remedy="set it to on or off, or leave it out")
    return value.lower() == "on"


def read_level(value: str) -> str:
    """Return a log level's name."""
    if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise SettingsError("COACH_LOG is not a log level", remedy="use DEBUG, INFO, WARNING or ERROR")
    return value.upper()
