"""What is known of a person beside their journal: limbs, sex, build, and what was measured last."""
