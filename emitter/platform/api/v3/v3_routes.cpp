#include "emitter/platform/api/v3/v3_routes.h"

#include "emitter/platform/api/v3/resources/company_calls.h"
#include "emitter/platform/api/v3/resources/contacts/contact_calls.h"
#include "emitter/platform/api/v3/resources/contacts/contact_part_calls.h"
#include "emitter/platform/api/v3/resources/contacts/import_calls.h"
#include "emitter/platform/api/v3/resources/contacts/membership_calls.h"
#include "emitter/platform/api/v3/resources/contacts/note_calls.h"
#include "emitter/platform/api/v3/resources/deal_contact_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_bulk_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_datum_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_field_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_part_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_task_calls.h"
#include "emitter/platform/api/v3/resources/definitions/field_calls.h"
#include "emitter/platform/api/v3/resources/definitions/field_part_calls.h"
#include "emitter/platform/api/v3/resources/definitions/tag_calls.h"
#include "emitter/platform/api/v3/resources/list_calls.h"
#include "emitter/platform/api/v3/resources/other_calls.h"
#include "emitter/platform/api/v3/resources/sending/automation_calls.h"
#include "emitter/platform/api/v3/resources/sending/campaign_calls.h"
#include "emitter/platform/api/v3/resources/sending/message_calls.h"
#include "emitter/platform/api/v3/resources/user_calls.h"
#include "emitter/platform/api/v3/resources/webhook_calls.h"

namespace hookline {

const std::vector<V3Route>& v3_routes() {
  static const std::vector<V3Route> kRoutes = [] {
    std::vector<V3Route> all;
    for (const auto list :
         {webhook_routes,      contact_routes,    contact_part_routes, tag_routes,
          membership_routes,   field_routes,      field_part_routes,   note_routes,
          import_routes,       list_routes,       deal_routes,         deal_bulk_routes,
          deal_field_routes,   deal_datum_routes, deal_part_routes,    deal_task_routes,
          deal_contact_routes, company_routes,    campaign_routes,     message_routes,
          automation_routes,   user_routes,       other_routes}) {
      const auto routes = list();
      all.insert(all.end(), routes.begin(), routes.end());
    }
    return all;
  }();
  return kRoutes;
}

}  // namespace hookline
