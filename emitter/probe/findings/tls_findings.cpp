#include "emitter/probe/findings/tls_findings.h"

#include "catcher/base/units/timestamp.h"

#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kSecondsUntilSoon = 14 * kSecondsPerDay;
constexpr std::size_t kNamesShown = 6;

constexpr std::string_view kNotTrusted =
    "Senders that check certificates, as nearly all do, send nothing. Whether the platform checks "
    "isn't documented.";

std::string day_of(std::int64_t at_s) {
  constexpr std::int64_t kMicroseconds = 1'000'000;
  constexpr std::size_t kDateSize = 10;
  return timestamp_text(at_s * kMicroseconds).substr(0, kDateSize);
}

std::string in_days(std::int64_t seconds) {
  const std::int64_t days = seconds / kSecondsPerDay;
  if (days == 0) return "less than a day";
  return fmt::format("{} day{}", days, days == 1 ? "" : "s");
}

Finding judge_version(const std::string& version) {
  if (version == "TLSv1.2" || version == "TLSv1.3") return {"tls", Grade::kGood, version};
  return {"tls", Grade::kBad, fmt::format("it speaks nothing newer than {}", version),
          "Senders of today refuse that version.", "Switch TLS 1.2 and 1.3 on."};
}

std::string listed(const std::vector<std::string>& names) {
  if (names.empty()) return "nobody";
  const std::size_t shown = std::min(names.size(), kNamesShown);
  std::string text = fmt::format(
      "{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

Finding judge_names(const SeenTls& seen, const std::string& host) {
  const std::string names = listed(seen.certificate.names);
  if (seen.is_for_host)
    return {"certificate_names", Grade::kGood, fmt::format("it is for {}", names)};
  return {"certificate_names", Grade::kBad, fmt::format("it is for {}, not for {}", names, host),
          std::string(kNotTrusted),
          fmt::format("Get a certificate that names {}, or let the server show that one.", host)};
}

Finding judge_dates(const PeerCertificate& certificate, std::int64_t now_s) {
  const std::string until = day_of(certificate.valid_until_s);
  if (now_s < certificate.valid_from_s) {
    return {"certificate_dates", Grade::kBad,
            fmt::format("it is valid from {} on, not yet", day_of(certificate.valid_from_s)),
            std::string(kNotTrusted), "Wait, or check the clocks of both machines."};
  }
  if (now_s > certificate.valid_until_s) {
    return {
        "certificate_dates", Grade::kBad,
        fmt::format("it expired on {}, {} ago", until, in_days(now_s - certificate.valid_until_s)),
        std::string(kNotTrusted), "Renew it, and have it renewed by itself from then on."};
  }
  const std::int64_t left_s = certificate.valid_until_s - now_s;
  if (left_s < kSecondsUntilSoon) {
    return {"certificate_dates", Grade::kDoubtful,
            fmt::format("it expires on {}, in {}", until, in_days(left_s)),
            "After that senders send nothing.", "Renew it, or see that it is renewed by itself."};
  }
  return {"certificate_dates", Grade::kGood, fmt::format("it is valid until {}", until)};
}

Finding judge_chain(const SeenTls& seen) {
  const PeerCertificate& certificate = seen.certificate;
  if (seen.chain_problem.empty()) {
    return {"certificate_chain", Grade::kGood,
            fmt::format("it is trusted, signed by {}", certificate.issuer)};
  }
  const bool signs_itself = certificate.subject == certificate.issuer;
  const bool is_alone = certificate.sent == 1 && !signs_itself;
  std::string advice =
      is_alone ? "Let the server send the certificates between as well (fullchain.pem): browsers "
                 "find them by themselves, senders don't."
               : "Get a certificate of an authority that all trust, such as Let's Encrypt.";
  advice += " For a test here name its own, or its authority's, with --ca-file.";
  return {"certificate_chain", Grade::kBad,
          fmt::format("it isn't trusted: {} (signed by {})", seen.chain_problem,
                      signs_itself ? "itself" : certificate.issuer),
          std::string(kNotTrusted), std::move(advice)};
}

}  // namespace

Finding judge_plain_http(bool is_loopback) {
  if (is_loopback) return {"tls", Grade::kGood, "none: http, within this machine"};
  return {"tls", Grade::kDoubtful, "none: http",
          "The platform takes it, but everybody on the way can read and change the events.",
          "Give the endpoint a certificate, and write https:// into the URL."};
}

Finding judge_failed_handshake(const std::string& problem) {
  return {"tls", Grade::kBad, problem, std::string(kEventsAreLost),
          "Let the server speak TLS 1.2 or 1.3 on this port, or write http:// where it speaks "
          "none."};
}

std::vector<Finding> judge_tls(const SeenTls& seen, const std::string& host, std::int64_t now_s,
                               bool is_checked) {
  std::vector<Finding> findings = {judge_version(seen.version), judge_names(seen, host),
                                   judge_dates(seen.certificate, now_s), judge_chain(seen)};
  for (Finding& finding : findings) {
    const bool is_certificates = finding.check != "tls";
    if (is_certificates && !is_checked && finding.grade == Grade::kBad) {
      finding.grade = Grade::kDoubtful;
      finding.found += "; not checked (--insecure)";
    }
  }
  return findings;
}

}  // namespace hookline
