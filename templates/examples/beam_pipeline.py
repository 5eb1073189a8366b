"""Beam Python: join, split, train, attack and score, with the transforms of `gauntlet expansion`.

    ./gauntlet expansion &
    python templates/examples/beam_pipeline.py --cohort=/cohort --results=/runs/python

Tried with apache-beam==2.73.0. Options of Beam pass through, such as
--runner=PrismRunner. Paths are absolute, for the service reads them.
"""

import argparse
import json

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.transforms.external import SchemaAwareExternalTransform


def gauntlet(service, name, **fields):
    """A transform of Gauntlet's; its fields are the options of the command, in snake_case."""
    return SchemaAwareExternalTransform(
        identifier=f"beam:schematransform:io.gauntlet:{name}:v1",
        expansion_service=service,
        rearrange_based_on_discovery=True,
        **fields,
    )


def run(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cohort", required=True, help="folder of the tables and images")
    parser.add_argument("--results", required=True, help="folder of the models and cells.json")
    parser.add_argument("--service", default="localhost:8097", help="where gauntlet expansion is")
    given, options = parser.parse_known_args(arguments)
    with beam.Pipeline(options=PipelineOptions(options)) as pipeline:
        joined = pipeline | "Join" >> gauntlet(
            given.service,
            "join_studies",
            reports=f"{given.cohort}/indiana_reports.csv",
            projections=f"{given.cohort}/indiana_projections.csv",
            images=f"{given.cohort}/images",
        )
        parts = {"input": joined["studies"]} | "Split" >> gauntlet(
            given.service, "split_studies", train_fraction=0.8
        )
        trained = {"input": parts["train"]} | "Train" >> gauntlet(
            given.service,
            "train_victims",
            models=f"{given.results}/models",
            image_size=16,
            image_epochs=2,
            text_epochs=2,
            early_epochs=1,
            late_epochs=1,
        )
        attacked = {"input": parts["test"], "models": trained["models"]} | "Attack" >> gauntlet(
            given.service, "attack_studies", attacks="fgsm,drop-text", transfers="none", gallery=0
        )
        cells = {"input": attacked["outcomes"]} | "Score" >> gauntlet(
            given.service, "score_outcomes"
        )
        _ = (
            (cells["cells"] if isinstance(cells, dict) else cells)
            | "AsJson" >> beam.Map(lambda cell: json.dumps(cell._asdict()))
            | beam.io.WriteToText(f"{given.results}/cells", file_name_suffix=".json")
        )


if __name__ == "__main__":
    run()
