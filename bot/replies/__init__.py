"""The words: Answer → Reply. One Markdown template per Answer; numbers are printed only from Figures."""
