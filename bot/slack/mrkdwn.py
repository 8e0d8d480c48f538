"""Markdown → Slack's mrkdwn, from markdown-it's tokens."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""the three characters Slack wants escaped, and only these: docs.slack.dev, "Formatting message text" """
PARSER = MarkdownIt("commonmark", {"html": False})
MARKS = {"strong": "*", "em": "_"}


def to_paragraphs(markdown: str) -> Iterator[str]:
    """Yield a reply's paragraphs, lists and quotes as mrkdwn, in order."""
    yield from filter(None, map(block, SyntaxTreeNode(PARSER.parse(markdown)).children))


def block(node: SyntaxTreeNode) -> str:
    """Return one block of Markdown as mrkdwn."""
    match node.type:
        case "blockquote":
            inner = "\n".join(map(block, node.children))
            return "\n".join(f"> {line}" for line in inner.split("\n"))
        case "bullet_list":
            return "\n".join(f"• {''.join(map(block, item.children))}" for item in node.children)
        case "fence":
            return f"```\n{escape(node.content)}```"
        case "paragraph":
            return inline(node.children[0].children)
        case _:
            return "\n".join(map(block, node.children)) or escape(node.content)


def inline(nodes: list[SyntaxTreeNode]) -> str:
    """Return inline Markdown as mrkdwn."""
    return "".join(span(node) for node in nodes)


def span(node: SyntaxTreeNode) -> str:
    """Return one inline node as mrkdwn."""
    match node.type:
        case "text":
            return escape(node.content)
        case "softbreak" | "hardbreak":
            return "\n"
        case "code_inline":
            return f"`{escape(node.content)}`"
        case "strong" | "em":
            return f"{MARKS[node.type]}{inline(node.children)}{MARKS[node.type]}"
        case "link":
            return f"<{escape(str(node.attrs.get('href', '')))}|{inline(node.children)}>"
        case _:
            return inline(node.children) if node.children else escape(node.content)


def escape(text: str) -> str:
    """Return text as mrkdwn that Slack shows as that text, with no mention, link or entity in it."""
    return text.translate(ENTITIES)
