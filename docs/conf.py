"""Sphinx configuration: MyST pages, notebooks run at every build, formulas as MathML, nothing from the network."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

project = "user-diversity"
author = "The user-diversity developers"
copyright = "2026, the user-diversity developers"
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon", "mathml", "ledger"]
exclude_patterns = ["_build", "changes", "**.ipynb_checkpoints"]
html_theme = "furo"
html_static_path = ["_static"]
html_title = "user-diversity"
html_copy_source = False
html_show_sphinx = False
myst_enable_extensions = ["dollarmath", "deflist", "colon_fence", "attrs_inline"]
myst_heading_anchors = 3
nb_execution_mode = "cache"
nb_execution_cache_path = str(ROOT / ".cache" / "notebooks")
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_execution_in_temp = True
autodoc_typehints = "description"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
default_role = "code"
nitpicky = False
html_math_renderer = "mathml"
suppress_warnings = ["mystnb.unknown_mime_type"]
