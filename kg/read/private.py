"""The forms of addresses and telephone numbers: what they stand for is a person's, and no reader needs it."""

from __future__ import annotations

import re

_MAIL_NAME = r"[\w.+-]{1,64} (?:@|\s?[(\[](?:at|arobase|chez)[)\]]\s?) [\w.-]+"  # disguised or not

ADDRESS = re.compile(
    rf"""
      (?:\b[a-z][a-z0-9+.-]{{0,20}}://|www\.|mailto:|tel:) [^\s<>"«»]+                # web, mail, telephone
    | {_MAIL_NAME}
    | (?:@|\s?[(\[](?:at|arobase|chez)[)\]]\s?) [\w.-]+                             # @account
    """,
    re.VERBOSE | re.IGNORECASE,
)
MAIL = re.compile(rf"(?:mailto:|tel:) [^\s<>\"«»]+ | {_MAIL_NAME}", re.VERBOSE | re.IGNORECASE)
TELEPHONE = re.compile(
    r"""
      (?<![\w-]) \+ \s? \d (?:[\s().-]{0,3}\d){7,14}             # international
    | (?<![\w-]) \(?0 (?:[\s().-]{0,3}\d){8,10} (?!\d)           # national, with its leading 0
    | (?<![\w-]) \(?\d{3}\)? [\s.-] \d{3} [.-] \d{4} (?!\d)      # North American
    """,
    re.VERBOSE,
)
