#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <utility>

namespace hookline {

/// The address of the page on which deliveries are looked at; told to receivers on this machine in
/// the header Hookline-Platform, so that what they show of one can lead back to it. It is known
/// only once its server listens. Any thread.
class SenderPage {
 public:
  /// "http://127.0.0.1:8090"; once.
  void tell(std::string url) {
    url_ = std::move(url);
    is_known_.store(true, std::memory_order_release);
  }
  /// Empty until it is told.
  std::string_view url() const {
    return is_known_.load(std::memory_order_acquire) ? std::string_view(url_) : std::string_view();
  }

 private:
  std::string url_;
  std::atomic<bool> is_known_ = false;
};

}  // namespace hookline
