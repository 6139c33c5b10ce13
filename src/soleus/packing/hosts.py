"""Files by which common static hosts send the right headers; another host ignores them."""

_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
"""As of the served app, but a worker may run compiled code; nothing may ask another host."""

_HEADERS = f"""/*
  Content-Security-Policy: {_POLICY}
  Referrer-Policy: same-origin
  X-Content-Type-Options: nosniff
  Cross-Origin-Opener-Policy: same-origin

/service-worker.js
  Cache-Control: no-cache

/pocket/*
  Cache-Control: public, max-age=31536000, immutable

/pocket/plan.json
  Cache-Control: no-cache
"""

HOST_FILES = {"_headers": _HEADERS, ".nojekyll": ""}
"""``_headers`` for hosts that read it; ``.nojekyll`` lets one publish names with underscores."""
