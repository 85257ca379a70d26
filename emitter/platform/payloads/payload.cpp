#include "emitter/platform/payloads/payload.h"

#include "emitter/platform/payloads/campaign_blocks.h"
#include "emitter/platform/payloads/contact_blocks.h"
#include "emitter/platform/payloads/deal_blocks.h"
#include "emitter/platform/payloads/envelope_blocks.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hookline {
namespace {

constexpr std::size_t kShortBodyBytes = 1024;
constexpr std::size_t kDealBodyBytes = 2560;

template <const auto&... kBlocks>
void write(PayloadWriter& to, const Event& event) {
  (kBlocks.write(to, event), ...);
}

template <const auto&... kBlocks>
std::vector<PayloadField> described() {
  std::vector<PayloadField> fields;
  (kBlocks.describe(fields), ...);
  return fields;
}

/// How the payload of one kind of event is made and told of.
struct PayloadKind {
  EventType type;
  void (*write)(PayloadWriter&, const Event&);
  std::vector<PayloadField> (*described)();
};

/// The envelope and these blocks, in wire order.
template <const auto&... kBlocks>
constexpr PayloadKind payload(EventType type) {
  return {type, write<kEnvelope, kBlocks...>, described<kEnvelope, kBlocks...>};
}

/// In the order of EventType.
constexpr std::array<PayloadKind, kEventTypeCount> kPayloads = {
    payload<kCampaignList, kContact, kCampaignName, kForward>(EventType::kForward),
    payload<kCampaignList, kContact, kAccount, kCampaign, kUserAgent>(EventType::kOpen),
    payload<kCampaignList, kContact, kCampaignName, kShare>(EventType::kShare),
    payload<kCampaignList, kCampaign>(EventType::kSent),
    payload<kSubscribedList, kForm, kContact>(EventType::kSubscribe),
    payload<kNoList, kContactNote, kContact>(EventType::kSubscriberNote),
    payload<kNoList, kContact, kTag>(EventType::kContactTagAdded),
    payload<kNoList, kContact, kTag>(EventType::kContactTagRemoved),
    payload<kUnsubscribedList, kForm, kContact, kAccount, kCampaignIfAny, kUnsubscription>(
        EventType::kUnsubscribe),
    payload<kNoList, kContact>(EventType::kUpdate),
    payload<kNoList, kContactOfDeal, kDeal>(EventType::kDealAdd),
    payload<kNoList, kDealNote, kDeal>(EventType::kDealNoteAdd),
    payload<kNoList, kNewPipeline>(EventType::kDealPipelineAdd),
    payload<kNoList, kNewStage>(EventType::kDealStageAdd),
    payload<kNoList, kContactOfDeal, kDeal, kTask, kTaskType>(EventType::kDealTaskAdd),
    payload<kNoList, kContactOfDeal, kDeal, kTask, kTaskDone, kTaskType>(
        EventType::kDealTaskComplete),
    payload<kNoList, kNewTaskType>(EventType::kDealTasktypeAdd),
    payload<kNoList, kContactOfDeal, kDeal, kUpdatedFields>(EventType::kDealUpdate),
    payload<kCampaignList, kContact, kCampaignName, kBounce>(EventType::kBounce),
    payload<kCampaignList, kContact, kCampaignName, kReply>(EventType::kReply),
    payload<kCampaignList, kContact, kAccount, kCampaign, kLink>(EventType::kClick),
    payload<kNewList>(EventType::kListAdd),
    payload<kNoList, kContact, kSmsReply>(EventType::kSmsReply),
    payload<kNoList, kContact, kSmsSent>(EventType::kSmsSent),
    payload<kNoList, kContact, kSmsUnsub>(EventType::kSmsUnsub),
};
static_assert(std::ranges::equal(kPayloads, all_event_types(), {}, &PayloadKind::type));

}  // namespace

Payload render_payload(const Event& event) {
  std::string body;
  body.reserve(event.deal ? kDealBodyBytes : kShortBodyBytes);
  PayloadWriter to(body, event.set);
  if (event.automation_id) {
    write<kContactOfAction, kAutomation>(to, event);
  } else {
    kPayloads[static_cast<std::size_t>(event.type)].write(to, event);
  }
  to.finish();
  return std::make_shared<const std::string>(std::move(body));
}

const std::vector<PayloadField>& fields_of(EventType type) {
  static const auto kFields = [] {
    std::array<std::vector<PayloadField>, kEventTypeCount> all;
    for (const PayloadKind& kind : kPayloads) {
      auto& fields = all[static_cast<std::size_t>(kind.type)];
      fields = kind.described();
      fields.front().example = name_of(kind.type);
    }
    return all;
  }();
  return kFields[static_cast<std::size_t>(type)];
}

const std::vector<PayloadField>& automation_action_fields() {
  static const auto kFields = described<kContactOfAction, kAutomation>();
  return kFields;
}

}  // namespace hookline
