resource "google_bigquery_dataset" "history" {
  project                    = var.project
  dataset_id                 = replace(var.name, "-", "_")
  location                   = var.region
  description                = "Robustness, night by night."
  delete_contents_on_destroy = false
  labels                     = var.labels

  dynamic "default_encryption_configuration" {
    for_each = var.kms_key == null ? [] : [var.kms_key]

    content {
      kms_key_name = default_encryption_configuration.value
    }
  }
}

resource "google_bigquery_table" "history" {
  project             = var.project
  dataset_id          = google_bigquery_dataset.history.dataset_id
  table_id            = "history"
  description         = "A row for each night and cell of the scorecard."
  deletion_protection = true
  schema              = file("${path.module}/history.schema.json")
  clustering          = ["victim", "attack"]
  labels              = var.labels

  time_partitioning {
    type  = "MONTH"
    field = "night"
  }
}

resource "google_bigquery_table" "latest" {
  project             = var.project
  dataset_id          = google_bigquery_dataset.history.dataset_id
  table_id            = "latest"
  description         = "The last night of every cell, and what changed since the night before."
  deletion_protection = false
  labels              = var.labels

  view {
    use_legacy_sql = false
    query          = <<-SQL
      WITH once AS (
        -- A job that failed after it wrote its rows, and was launched again, wrote them twice.
        SELECT *
        FROM `${var.project}.${google_bigquery_dataset.history.dataset_id}.${google_bigquery_table.history.table_id}`
        QUALIFY ROW_NUMBER() OVER (
          PARTITION BY run, victim, attack, generator, replica ORDER BY night DESC
        ) = 1
      )
      SELECT
        *,
        accuracy - LAG(accuracy) OVER (
          PARTITION BY victim, attack, generator, replica ORDER BY night
        ) AS accuracy_change
      FROM once
      QUALIFY ROW_NUMBER() OVER (
        PARTITION BY victim, attack, generator, replica ORDER BY night DESC
      ) = 1
    SQL
  }
}
