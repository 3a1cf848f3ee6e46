"""Pictures of the steps: a scene for each, drawn in the reader's language."""

from .drawing import forget
from .figure import figure_html
from .reading import scene_names
from .share import share_png, share_svg, share_text

__all__ = ["figure_html", "forget", "scene_names", "share_png", "share_svg", "share_text"]
