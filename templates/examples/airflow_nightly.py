"""Airflow: launches the nightly, waits for it, and fails where its verdict does.

Put launch.json beside this file with your project and region in it. Needs
apache-airflow-providers-google.
"""

import json
import pathlib

import pendulum
from airflow.decorators import dag, task
from airflow.exceptions import AirflowFailException
from airflow.providers.google.cloud.hooks.gcs import GCSHook
from airflow.providers.google.cloud.operators.dataflow import (
    DataflowStartFlexTemplateOperator,
)

PROJECT = "PROJECT"
REGION = "REGION"
REQUEST = (pathlib.Path(__file__).parent / "launch.json").read_text()


@dag(
    schedule="0 1 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
)
def gauntlet_nightly():
    launch = DataflowStartFlexTemplateOperator(
        task_id="launch",
        project_id=PROJECT,
        location=REGION,
        # RUN_DATE is Airflow's, so that the task that reads the verdict knows the folder.
        body=json.loads(REQUEST.replace("RUN_DATE", "{{ ds }}")),
        wait_until_finished=True,
        append_job_name=False,
        retries=0,
    )

    @task(retries=0)
    def read_verdict(ds=None):
        verdict = json.loads(
            GCSHook().download(f"{PROJECT}-gauntlet-runs", f"nightly/{ds}/verdict.json")
        )
        if verdict["status"] != "PASS":
            codes = ", ".join(cause["code"] for cause in verdict["causes"])
            raise AirflowFailException(verdict["status"] + ": " + codes)

    launch >> read_verdict()


gauntlet_nightly()
