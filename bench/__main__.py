"""Every measurement, one after the other; takes some minutes. Prints ratios, asserts nothing."""

from bench import checks, fill, invoices, municipalities, paperwork


def main() -> None:
    """Measure and print."""
    fill.main()
    for measurement in (paperwork, municipalities, invoices, checks):
        for line in measurement.run():
            print(line, flush=True)


if __name__ == "__main__":
    main()
