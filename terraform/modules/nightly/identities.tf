# Three accounts. The worker is what jobs run as: Dataflow starts a template's launcher under the
# same account as its workers. The scheduler launches by the clock, the launcher by hand or from
# another system, so that either can be cut off alone.

resource "google_service_account" "worker" {
  project      = var.project
  account_id   = "${var.name}-worker"
  display_name = "Gauntlet: runs the jobs"
}

resource "google_service_account" "scheduler" {
  project      = var.project
  account_id   = "${var.name}-scheduler"
  display_name = "Gauntlet: launches by the clock"
}

resource "google_service_account" "launcher" {
  project      = var.project
  account_id   = "${var.name}-launcher"
  display_name = "Gauntlet: launches by hand"
}

locals {
  project_roles = {
    # To lease work, to shuffle, to log and to report metrics.
    worker_works = { role = "roles/dataflow.worker", account = google_service_account.worker.email }
    # The template's launcher runs as the worker and creates the job.
    worker_creates = { role = "roles/dataflow.developer", account = google_service_account.worker.email }
    # To start the load job that appends a night to the history.
    worker_loads = { role = "roles/bigquery.jobUser", account = google_service_account.worker.email }
    # flexTemplates:launch needs dataflow.jobs.create; no smaller predefined role has it.
    scheduler_launches = { role = "roles/dataflow.developer", account = google_service_account.scheduler.email }
    launcher_launches  = { role = "roles/dataflow.developer", account = google_service_account.launcher.email }
  }

  bucket_roles = {
    # Writes results and takes up what a stopped run left, without rights over who may.
    worker_runs = { bucket = google_storage_bucket.bucket["runs"].name, role = "roles/storage.objectUser", account = google_service_account.worker.email }
    # Stages the program and its temporary files.
    worker_temp = { bucket = google_storage_bucket.bucket["temp"].name, role = "roles/storage.objectUser", account = google_service_account.worker.email }
    # Reads the cohort, and nothing can change it.
    worker_cohort = { bucket = var.cohort_bucket, role = "roles/storage.objectViewer", account = google_service_account.worker.email }
    # Whoever launches must be able to read the spec; and the launcher's machine reads it again.
    worker_specs    = { bucket = google_storage_bucket.bucket["templates"].name, role = "roles/storage.objectViewer", account = google_service_account.worker.email }
    scheduler_specs = { bucket = google_storage_bucket.bucket["templates"].name, role = "roles/storage.objectViewer", account = google_service_account.scheduler.email }
    launcher_specs  = { bucket = google_storage_bucket.bucket["templates"].name, role = "roles/storage.objectViewer", account = google_service_account.launcher.email }
    # Reads the verdict of what it launched.
    launcher_runs = { bucket = google_storage_bucket.bucket["runs"].name, role = "roles/storage.objectViewer", account = google_service_account.launcher.email }
  }
}

resource "google_project_iam_member" "role" {
  for_each = local.project_roles

  project = var.project
  role    = each.value.role
  member  = "serviceAccount:${each.value.account}"
}

resource "google_storage_bucket_iam_member" "role" {
  for_each = local.bucket_roles

  bucket = each.value.bucket
  role   = each.value.role
  member = "serviceAccount:${each.value.account}"
}

# Pulls the images, and cannot push any.
resource "google_artifact_registry_repository_iam_member" "worker" {
  project    = var.project
  location   = var.region
  repository = google_artifact_registry_repository.images.name
  role       = "roles/artifactregistry.reader"
  member     = "serviceAccount:${google_service_account.worker.email}"
}

# Appends to the history, in this dataset alone.
resource "google_bigquery_dataset_iam_member" "worker" {
  project    = var.project
  dataset_id = google_bigquery_dataset.history.dataset_id
  role       = "roles/bigquery.dataEditor"
  member     = "serviceAccount:${google_service_account.worker.email}"
}

# To start a job that runs as the worker one has to be allowed to act as it; on this account alone.
resource "google_service_account_iam_member" "acts_as_worker" {
  for_each = {
    scheduler = google_service_account.scheduler.email
    launcher  = google_service_account.launcher.email
    # The template's launcher runs as the worker and names it for the job.
    worker = google_service_account.worker.email
  }

  service_account_id = google_service_account.worker.name
  role               = "roles/iam.serviceAccountUser"
  member             = "serviceAccount:${each.value}"
}

# People take the launcher's identity for a while, instead of a key.
resource "google_service_account_iam_member" "launches" {
  for_each = var.launchers

  service_account_id = google_service_account.launcher.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = each.value
}
