"""Where the rule modules are found, installed or in a checkout.

An installed wheel holds them, and their tables, in this folder. In a checkout they
stand in ``rules/`` at the top, so this folder has nothing but this module, and the
search path is lengthened by that other folder. ``catalogue.toml`` tells the two
apart, and newslint's ``rules`` from a folder of somebody else's by that name.

Everything that looks for rules or tables goes through ``newslint.rules.__path__``.
"""

import os

_here = os.path.dirname(os.path.realpath(__file__))
_checkout = os.path.dirname(os.path.dirname(_here))
if not os.path.isfile(os.path.join(_here, "catalogue.toml")) and os.path.isfile(
    os.path.join(_checkout, "rules", "catalogue.toml")
):
    __path__.append(os.path.join(_checkout, "rules"))
