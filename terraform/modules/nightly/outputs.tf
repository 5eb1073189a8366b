output "registry" {
  description = "For ./gauntlet templates build --registry=..."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}"
}

output "templates_bucket" {
  description = "For ./gauntlet templates build --templatesBucket=..."
  value       = "gs://${google_storage_bucket.bucket["templates"].name}"
}

output "runs" {
  description = "Where the runs are, a folder a date."
  value       = "gs://${google_storage_bucket.bucket["runs"].name}/nightly"
}

output "history" {
  description = "The table of all nights, as the parameter historyTable takes it."
  value       = "${var.project}:${google_bigquery_dataset.history.dataset_id}.${google_bigquery_table.history.table_id}"
}

output "launcher" {
  description = "Account to launch as by hand."
  value       = google_service_account.launcher.email
}

output "worker" {
  description = "Account that jobs run as."
  value       = google_service_account.worker.email
}
