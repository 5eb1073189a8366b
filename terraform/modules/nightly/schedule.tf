module "request" {
  source = "../launch-request"

  template         = "nightly-regression"
  templates_bucket = google_storage_bucket.bucket["templates"].name
  temp_bucket      = google_storage_bucket.bucket["temp"].name
  worker_account   = google_service_account.worker.email
  worker_image     = var.worker_image
  machine_type     = var.machine_type
  max_workers      = var.max_workers
  public_ips       = var.public_ips
  kms_key          = var.kms_key
  labels           = var.labels
  subnetwork       = var.subnetwork != null ? var.subnetwork : "regions/${var.region}/subnetworks/${google_compute_subnetwork.private[0].name}"

  parameters = merge(var.parameters, {
    output       = "gs://${google_storage_bucket.bucket["runs"].name}/nightly/{date}"
    historyTable = "${var.project}:${google_bigquery_dataset.history.dataset_id}.${google_bigquery_table.history.table_id}"
  })
}

resource "google_cloud_scheduler_job" "nightly" {
  project     = var.project
  region      = var.region
  name        = "${var.name}-nightly"
  description = "Launches the nightly robustness regression."
  schedule    = var.schedule
  time_zone   = var.time_zone
  paused      = var.paused
  # A launch that was accepted and whose answer was lost would be launched again.
  retry_config {
    retry_count = 0
  }

  attempt_deadline = "180s"

  http_target {
    http_method = "POST"
    uri         = "https://dataflow.googleapis.com/v1b3/projects/${var.project}/locations/${var.region}/flexTemplates:launch"
    body        = base64encode(module.request.body)
    headers     = { "Content-Type" = "application/json" }

    oauth_token {
      service_account_email = google_service_account.scheduler.email
      scope                 = "https://www.googleapis.com/auth/cloud-platform"
    }
  }

  depends_on = [google_service_account_iam_member.acts_as_worker]
}
