#include "emitter/platform/account/operations/operation.h"

#include <array>

namespace hookline {
namespace {

template <class Details>
ReactToCampaign reaction(EventType type) {
  return {.what = type, .contact = {}, .details = Details()};
}

template <class Details>
HandleMessage message(EventType type) {
  return {type, {}, Details()};
}

}  // namespace

Operation operation_causing(EventType type) {
  using enum EventType;
  static const std::array<Operation, kEventTypeCount> kInOrder = {
      reaction<ForwardDetails>(kForward),
      reaction<OpenDetails>(kOpen),
      reaction<ShareDetails>(kShare),
      SendCampaign(),
      Subscribe(),
      AddContactNote(),
      AddTag(),
      RemoveTag(),
      Unsubscribe(),
      UpdateContact(),
      AddDeal(),
      AddDealNote(),
      AddPipeline(),
      AddStage(),
      AddTask(),
      CompleteTask(),
      AddTaskType(),
      UpdateDeal(),
      reaction<BounceDetails>(kBounce),
      reaction<ReplyDetails>(kReply),
      reaction<ClickDetails>(kClick),
      AddList(),
      message<SmsReplyDetails>(kSmsReply),
      message<SmsSentDetails>(kSmsSent),
      message<SmsUnsubDetails>(kSmsUnsub),
  };
  return kInOrder[static_cast<std::size_t>(type)];
}

}  // namespace hookline
