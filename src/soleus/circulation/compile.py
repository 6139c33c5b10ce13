"""``python -m soleus.circulation.compile`` compiles the kernels ahead of the first run."""

from soleus.circulation.kernel import leg_kernel
from soleus.circulation.simulate import BLOCK


def main() -> None:
    """Compile the kernels for one person and for a block of people, unless they are cached."""
    for width in (1, BLOCK):
        leg_kernel(width)


if __name__ == "__main__":
    main()
