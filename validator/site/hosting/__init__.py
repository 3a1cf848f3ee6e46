"""What a finished site needs to be published: headers, redirects, compressed files, releases, a server's settings."""

from .headers import HostingError, lay_headers

__all__ = ["HostingError", "lay_headers"]
