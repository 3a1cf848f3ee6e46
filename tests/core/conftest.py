"""How many cases Hypothesis makes: the same ones every time here, other and more of them in a long run."""

import os

from hypothesis import HealthCheck, settings

CALM = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile(
    "steady", derandomize=True, max_examples=150, deadline=None, suppress_health_check=CALM
)
# VALIDATOR_EXAMPLES=20000 make test ARGS=tests/core
settings.register_profile(
    "long",
    max_examples=int(os.environ.get("VALIDATOR_EXAMPLES", "0")) or 1,
    deadline=None,
    suppress_health_check=CALM,
)
settings.load_profile("long" if "VALIDATOR_EXAMPLES" in os.environ else "steady")
