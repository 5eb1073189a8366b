resource "google_monitoring_notification_channel" "email" {
  for_each = var.alert_emails

  project      = var.project
  display_name = "Gauntlet: ${each.value}"
  type         = "email"
  labels       = { email_address = each.value }
}

locals {
  channels = [for channel in google_monitoring_notification_channel.email : channel.id]
  job      = "resource.type = \"dataflow_job\" AND resource.labels.job_name = \"${module.request.job_name}\""
}

resource "google_monitoring_alert_policy" "failed" {
  project               = var.project
  display_name          = "Gauntlet: the nightly failed"
  combiner              = "OR"
  notification_channels = local.channels
  user_labels           = var.labels

  conditions {
    display_name = "The job failed"

    condition_threshold {
      filter          = "${local.job} AND metric.type = \"dataflow.googleapis.com/job/is_failed\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "The job's log in Dataflow says which stage failed. A run that stopped goes on when it is launched again on the same day: finished models and stages are kept."
  }
}

resource "google_monitoring_alert_policy" "verdict" {
  project               = var.project
  display_name          = "Gauntlet: the nightly's verdict is fail"
  combiner              = "OR"
  notification_channels = local.channels
  user_labels           = var.labels

  conditions {
    display_name = "A primary comparison lost its margin beyond chance"

    condition_threshold {
      filter          = "${local.job} AND metric.type = \"dataflow.googleapis.com/job/user_counter\" AND metric.labels.metric_name = \"verdicts-failed\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "The run's folder in gs://${google_storage_bucket.bucket["runs"].name}/nightly has verdict.json, which names the comparisons, and report.html."
  }
}

# A job that never came up fails no metric; this one notices that there was none.
resource "google_monitoring_alert_policy" "absent" {
  project               = var.project
  display_name          = "Gauntlet: there was no nightly"
  combiner              = "OR"
  notification_channels = local.channels
  user_labels           = var.labels

  conditions {
    display_name = "No job since yesterday"

    condition_absent {
      filter   = "${local.job} AND metric.type = \"dataflow.googleapis.com/job/elapsed_time\""
      duration = "84600s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "Look at the scheduler's job ${var.name}-nightly first: its last answer says why Dataflow did not launch. 403: an identity misses a role. 409: the night before still runs. 23.5 hours is the longest that an absence can be watched for."
  }
}

resource "google_logging_metric" "waits_for_gpus" {
  project     = var.project
  name        = "${var.name}-waits-for-gpus"
  description = "Dataflow could not get the workers that it asked for."
  filter      = "resource.type = \"dataflow_step\" AND resource.labels.job_name = \"${module.request.job_name}\" AND log_id(\"dataflow.googleapis.com/job-message\") AND textPayload =~ \"(RESOURCE_POOL_EXHAUSTED|QUOTA_EXCEEDED|does not have enough resources)\""

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }
}

resource "google_monitoring_alert_policy" "waits_for_gpus" {
  project               = var.project
  display_name          = "Gauntlet: the nightly waits for GPUs"
  combiner              = "OR"
  notification_channels = local.channels
  user_labels           = var.labels

  conditions {
    display_name = "No workers to be had for a quarter of an hour"

    condition_threshold {
      filter          = "resource.type = \"dataflow_job\" AND metric.type = \"logging.googleapis.com/user/${google_logging_metric.waits_for_gpus.name}\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "900s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_DELTA"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "Ask for quota of the GPU in ${var.region} (quota is by type and region), or name another zone or type. The job goes on by itself once there are workers."
  }
}
