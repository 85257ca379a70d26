#include "tests/support/asked_platform.h"
#include "tests/support/json_shape.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

// What REST v3 answers, said a second time, by hand: each call with its status and the shape of
// its answer (json_shape.h), in an order in which each finds what it needs.

const std::string kContactHead =
    "cdate:t,email:t,phone:t,firstName:t,lastName:t,orgid:t,orgname:t,segmentio_id:t,"
    "bounced_hard:t,bounced_soft:t,bounced_date:-,ip:t,ua:-,hash:t,socialdata_lastcheck:-,"
    "email_local:t,email_domain:t,sentcnt:t,rating_tstamp:-,gravatar:t,deleted:t,anonymized:t,"
    "adate:-,udate:t,edate:-,deleted_at:-,created_utc_timestamp:t,updated_utc_timestamp:t,"
    "created_timestamp:t,updated_timestamp:t,created_by:-,updated_by:-,email_empty:b,";
const std::string kContact = "{" + kContactHead + "links:L,id:t,organization:-}";
const std::string kNewContact =
    "{email:t,firstName:t,email_empty:b,cdate:t,udate:t,orgid:t,orgname:t,links:L,hash:t,id:t,"
    "organization:t}";
const std::string kPageInput =
    "{segmentid:n,formid:n,listid:n,tagid:n,limit:n,offset:n,search:-,sort:-,seriesid:n,waitid:n,"
    "status:n,forceQuery:n,cacheid:t}";
const std::string kWebhook = "{cdate:t,listid:t,name:t,url:t,events:[t],sources:[t],links:[],id:t}";
const std::string kList =
    "{stringid:t,userid:t,name:t,cdate:t,p_use_tracking:t,p_use_analytics_read:t,"
    "p_use_analytics_link:t,p_use_twitter:t,p_use_facebook:t,p_embed_image:t,p_use_captcha:t,"
    "send_last_broadcast:t,private:t,analytics_domains:-,analytics_source:t,analytics_ua:t,"
    "twitter_token:t,twitter_token_secret:t,facebook_session:-,carboncopy:-,subscription_notify:-,"
    "unsubscription_notify:-,require_name:t,get_unsubscribe_reason:t,to_name:t,optinoptout:t,"
    "sender_name:t,sender_addr1:t,sender_addr2:t,sender_city:t,sender_state:t,sender_zip:t,"
    "sender_country:t,sender_phone:t,sender_url:t,sender_reminder:t,fulladdress:-,"
    "optinmessageid:t,optoutconf:t,deletestamp:-,udate:t,created_timestamp:t,updated_timestamp:t,"
    "created_by:-,updated_by:-,links:L,id:t,user:-}";
const std::string kTag =
    "{tagType:t,tag:t,description:t,subscriber_count:t,cdate:t,created_timestamp:t,"
    "updated_timestamp:t,created_by:-,updated_by:-,links:L,id:t}";
const std::string kContactTag =
    "{contact:t,tag:t,cdate:t,created_timestamp:t,updated_timestamp:t,created_by:-,updated_by:-,"
    "links:L,id:t}";
const std::string kContactList =
    "{contact:t,list:t,form:-,seriesid:t,sdate:t,udate:-,status:t,responder:t,sync:t,"
    "unsubreason:t,campaign:-,message:-,first_name:t,last_name:t,ip4Sub:t,sourceid:t,"
    "autosyncLog:-,ip4_last:t,ip4Unsub:t,created_timestamp:t,updated_timestamp:t,created_by:-,"
    "updated_by:-,unsubscribeAutomation:-,links:L,id:t,automation:-}";
const std::string kLeftList =
    "{contact:n,list:n,form:-,seriesid:t,sdate:t,udate:t,status:n,responder:t,sync:t,"
    "unsubreason:t,campaign:-,message:-,first_name:t,last_name:t,ip4Sub:t,sourceid:t,"
    "autosyncLog:-,ip4_last:t,ip4Unsub:t,created_timestamp:t,updated_timestamp:t,created_by:-,"
    "updated_by:-,unsubscribeAutomation:-,links:L,id:t,automation:-}";
const std::string kField =
    "{title:t,descript:t,type:t,isrequired:t,perstag:t,defval:t,show_in_list:t,rows:t,cols:t,"
    "visible:t,service:t,ordernum:t,cdate:t,udate:t,created_timestamp:t,updated_timestamp:t,"
    "created_by:t,updated_by:t,options:[],relations:[],links:L,id:t}";
const std::string kOption =
    "{field:t,orderid:t,value:t,label:t,isdefault:t,cdate:t,udate:t,links:L,id:t}";
const std::string kListGroup =
    "{list:t,group:t,p_list_add:t,p_list_edit:t,p_list_delete:t,p_list_sync:t,p_list_filter:t,"
    "p_message_add:t,p_message_edit:t,p_message_delete:t,p_message_send:t,p_subscriber_add:t,"
    "p_subscriber_edit:t,p_subscriber_delete:t,p_subscriber_import:t,p_subscriber_approve:t,"
    "links:L,id:t}";
const std::string kAccountHead = "name:t,accountUrl:t,createdTimestamp:t,updatedTimestamp:t,";
const std::string kMember =
    "{account:t,contact:t,jobTitle:t,createdTimestamp:t,updatedTimestamp:t,links:L,id:t}";
const std::string kMessage =
    "{userid:t,ed_instanceid:t,ed_version:t,cdate:t,mdate:t,name:t,fromname:t,fromemail:t,"
    "reply2:t,priority:t,charset:t,encoding:t,format:t,subject:t,preheader_text:t,text:t,html:t,"
    "htmlfetch:t,textfetch:t,hidden:t,preview_mime:t,preview_data:-,has_predictive_content:t,"
    "links:L,id:t,user:t}";
const std::string kValue =
    "{contact:t,field:t,value:t,cdate:t,udate:t,created_by:-,updated_by:-,links:L,id:t,owner:t}";
const std::string kNote =
    "{relid:t,reltype:t,userid:t,is_draft:t,cdate:t,mdate:t,note:t,links:L,id:t,user:t,"
    "owner:{type:t,id:t}}";
const std::string kDeal =
    "{hash:t,owner:t,contact:t,organization:-,group:t,stage:t,title:t,description:t,percent:t,"
    "cdate:t,mdate:t,nextdate:-,nexttaskid:-,value:t,currency:t,winProbability:-,"
    "winProbabilityMdate:-,status:t,activitycount:t,nextdealid:t,edate:-,links:L,id:t,"
    "isDisabled:b,account:-,customerAccount:-}";
const std::string kGroup =
    "{title:t,currency:t,autoassign:t,allusers:t,allgroups:t,win_probability_initialize_date:-,"
    "cdate:t,udate:t,stages:[t],links:L,id:t}";
const std::string kStageTail =
    ",cardRegion1:t,cardRegion2:t,cardRegion3:t,cardRegion4:t,cardRegion5:t";
const std::string kStage = "{group:t,title:t,color:t,order:t,width:t,dealOrder:t" + kStageTail +
                           ",cdate:t,udate:t,links:L,id:t}";
/// One that came with its pipeline has no dates.
const std::string kFirstStage = "{group:t,title:t,color:t,order:t,width:t,dealOrder:t" +
                                kStageTail + ",cdate:-,udate:-,links:L,id:t}";
const std::string kTask =
    "{relid:t,reltype:t,dealTasktype:t,user:t,assignee:t,automation:-,cdate:t,duedate:t,edate:t,"
    "duration:t,status:t,title:-,note:t,donedate:-,doneAutomation:-,udate:t,owner:{type:t,id:t},"
    "id:t,outcomeId:-,outcomeInfo:-,links:L}";
const std::string kTasktype =
    "{defduration:t,status:t,title:t,cdate:t,udate:t,created_by:t,updated_by:-,"
    "created_utc_timestamp:t,updated_utc_timestamp:t,display_order:t,links:L,id:t}";
const std::string kUser =
    "{username:t,firstName:t,lastName:t,email:t,phone:t,signature:t,localZoneid:t,"
    "password_updated_utc_timestamp:t,cdate:-,udate:-,mfaEnabled:t,links:L,id:t}";
const std::string kDealField =
    "{id:t,fieldLabel:t,fieldType:t,fieldOptions:-,fieldDefault:t,fieldDefaultCurrency:-,"
    "isFormVisible:n,isRequired:n,displayOrder:n,personalization:t,knownFieldId:-,hideFieldFlag:n,"
    "createdTimestamp:t,updatedTimestamp:t,links:L}";
const std::string kWrittenDatum =
    "{id:t,dealCustomFieldMetumId:n,dealId:n,customFieldId:n,createdTimestamp:t,"
    "updatedTimestamp:t,fieldValue:t,originalValue:t,links:L}";
const std::string kContactDeal = "{deal:t,contact:t,cdate:t,links:L,id:t}";
const std::string kMeta = "meta:{total:t}}";
const std::string kRefused = "{errors:[{title:t,detail:t,code:t,source:{pointer:t}}]}";

struct Documented {
  const char* method;
  const char* path;
  const char* body;
  int status;
  std::string shape;
};

std::vector<Documented> webhook_calls() {
  return {
      {"GET", "/webhook/events", "", 200, "{webhookEvents:[t],meta:{total:n}}"},
      {"POST", "/webhooks",
       R"({"webhook":{"name":"a","url":"http://a.example/","events":["sent"],"sources":["api"],"listid":0}})",
       201, "{webhook:" + kWebhook + "}"},
      {"GET", "/webhooks/1", "", 200, "{webhook:" + kWebhook + "}"},
      {"GET", "/webhooks", "", 200, "{webhooks:[" + kWebhook + "]," + kMeta},
      {"PUT", "/webhooks/1", R"({"webhook":{"name":"b"}})", 200, "{webhook:" + kWebhook + "}"},
      {"DELETE", "/webhooks/1", "", 200, "{}"},
      {"DELETE", "/webhooks/1", "", 404, "{message:t}"},
  };
}

std::vector<Documented> contact_calls() {
  return {
      {"POST", "/lists",
       R"({"list":{"name":"News","stringid":"news","sender_url":"http://a.example","sender_reminder":"r"}})",
       201,
       "{list:{name:t,stringid:t,sender_url:t,sender_reminder:t,cdate:t,udate:t,links:L,id:t}}"},
      {"GET", "/lists", "", 200, "{lists:[" + kList + "]," + kMeta},
      {"GET", "/lists/1", "", 200, "{list:" + kList + "}"},
      {"PUT", "/lists/1", R"({"list":{"name":"Newsletter"}})", 200, "{list:" + kList + "}"},
      {"POST", "/fields", R"({"field":{"title":"Favorite color","type":"text"}})", 201,
       "{field:{title:t,type:t,perstag:t,created_by:t,updated_by:t,cdate:t,udate:t,ordernum:n,"
       "links:L,id:t}}"},
      {"GET", "/fields", "", 200,
       "{fieldOptions:[],fieldRels:[],fields:[" + kField + "],meta:{total:t,selected:-}}"},
      {"POST", "/fieldOption/bulk",
       R"({"fieldOptions":[{"field":1,"value":"red","label":"Red"},{"field":"1","value":"blue","orderid":2}]})",
       201, "{fieldOptions:[{label:t,value:t,field:n,cdate:t,udate:t,links:L,id:t}]}"},
      {"POST", "/fieldOption/bulk", R"({"fieldOptions":{"field":1}})", 422, "{errors:t}"},
      {"GET", "/fieldOptions/2", "", 200, "{fieldOption:" + kOption + "}"},
      {"GET", "/fields/1/options", "", 200, "{fieldOptions:[" + kOption + "]}"},
      {"DELETE", "/fieldOptions/1", "", 200, "{}"},
      {"DELETE", "/fieldOptions/2", "", 200, "{}"},
      {"GET", "/fields/1", "", 200, "{fieldOptions:[],fieldRels:[],field:" + kField + "}"},
      {"POST", "/fieldRels", R"({"fieldRel":{"field":1,"relid":0}})", 201,
       "{fieldRel:{relid:n,field:n,cdate:t,links:[],id:t}}"},
      {"GET", "/fieldRels/1", "", 200,
       "{fieldRel:{field:t,relid:t,dorder:t,cdate:t,links:[],id:t}}"},
      {"DELETE", "/fieldRels/1", "", 200, "{}"},
      {"POST", "/listGroups", R"({"listGroup":{"listid":1,"groupid":3}})", 201,
       "{listGroup:{list:t,group:t,links:L,id:t}}"},
      {"GET", "/listGroups", "", 200, "{listGroups:[" + kListGroup + "]," + kMeta},
      {"GET", "/listGroups/1", "", 200, "{listGroup:" + kListGroup + "}"},
      {"DELETE", "/listGroups/1", "", 200, "{}"},
      {"POST", "/contacts", R"({"contact":{"email":"jane@example.com","firstName":"Jane"}})", 201,
       "{contact:" + kNewContact + "}"},
      {"POST", "/contact/sync", R"({"contact":{"email":"Jane@example.com","phone":5}})", 200,
       "{contact:{cdate:t,email:t,phone:n," + kContact.substr(kContact.find("firstName")) + "}"},
      {"POST", "/contact/sync",
       R"({"contact":{"email":"joe@example.com","firstName":"Joe","fieldValues":[{"field":"1","value":"Red"}]}})",
       201,
       "{fieldValues:[" + kValue +
           "],contact:{email:t,firstName:t,email_empty:b,cdate:t,udate:t,orgid:t,orgname:t,links:L,"
           "hash:t,fieldValues:[t],id:t,organization:t}}"},
      {"PUT", "/contacts/1", R"({"contact":{"lastName":"Doe"}})", 200,
       "{contact:" + kContact + "}"},
      {"GET", "/contacts?limit=1", "", 200,
       "{scoreValues:[],contacts:[{" + kContactHead +
           "scoreValues:[],accountContacts:[],links:L,id:t,organization:-}],meta:{total:t,"
           "sortable:b,page_input:" +
           kPageInput + "}}"},
      {"POST", "/contactLists", R"({"contactList":{"list":1,"contact":1,"status":1}})", 201,
       "{contacts:[" + kContact +
           "],contactList:{status:n,list:n,contact:n,sdate:t,udate:-,unsubreason:t,campaign:-,"
           "message:-,first_name:t,last_name:t,sourceid:n,unsubscribeAutomation:-,links:L,id:t}}"},
      {"GET", "/contactLists", "", 200, "{contactLists:[" + kContactList + "]," + kMeta},
      {"GET", "/contacts/1/contactLists", "", 200, "{contactLists:[" + kContactList + "]}"},
      {"POST", "/contactLists", R"({"contactList":{"list":1,"contact":1,"status":2}})", 200,
       "{contacts:[" + kContact + "],contactList:" + kLeftList + "}"},
      {"POST", "/fieldValues", R"({"fieldValue":{"contact":"1","field":"1","value":"Blue"}})", 201,
       "{contacts:[" + kContact +
           "],fieldValue:{contact:t,field:t,value:t,cdate:t,udate:t,links:L,owner:t,id:t}}"},
      {"POST", "/fieldValues", R"({"fieldValue":{"contact":"1","field":"1","value":"Red"}})", 200,
       "{contacts:[" + kContact + "],fieldValue:" + kValue + "}"},
      {"GET", "/fieldValues", "", 200, "{fieldValues:[" + kValue + "]," + kMeta},
      {"GET", "/contacts/1/fieldValues", "", 200, "{fieldValues:[" + kValue + "]}"},
  };
}

std::vector<Documented> tag_and_note_calls() {
  return {
      {"POST", "/tags", R"({"tag":{"tagType":"contact","tag":"vip","description":"d"}})", 201,
       "{tag:{tag:t,description:t,tagType:t,cdate:t,links:L,id:t}}"},
      {"GET", "/tags?search=vi", "", 200, "{tags:[" + kTag + "]," + kMeta},
      {"GET", "/tags/1", "", 200, "{tag:" + kTag + "}"},
      {"POST", "/contactTags", R"({"contactTag":{"contact":"1","tag":"1"}})", 201,
       "{contacts:[" + kContact + "],contactTag:{contact:t,tag:t,cdate:t,links:L,id:t}}"},
      {"GET", "/contactTags", "", 200, "{contactTags:[" + kContactTag + "]," + kMeta},
      {"GET", "/contacts/1/contactTags", "", 200, "{contactTags:[" + kContactTag + "]}"},
      {"POST", "/notes", R"({"note":{"note":"Called","relid":1,"reltype":"Subscriber"}})", 201,
       "{contacts:[" + kContact +
           "],note:{note:t,cdate:t,mdate:t,reltype:t,relid:n,userid:t,links:L,owner:{type:t,id:t},"
           "is_draft:t,id:t,user:t}}"},
      {"GET", "/notes", "", 200, "{notes:[" + kNote + "]," + kMeta},
      {"GET", "/notes/1", "", 200, "{note:" + kNote + "}"},
      {"PUT", "/notes/1", R"({"note":{"note":"Called twice"}})", 200, "{note:" + kNote + "}"},
      {"GET", "/contacts/1/notes", "", 200, "{notes:[" + kNote + "]}"},
      {"GET", "/contacts/1/geoIps", "", 200, "{geoIps:[]}"},
      {"GET", "/contacts/1", "", 200,
       "{contactAutomations:[],contactLists:[" +
           kContactList.substr(0, kContactList.find("udate")) + "udate:t" +
           kContactList.substr(kContactList.find("udate") + 7) + "],deals:[],fieldValues:[" +
           kValue + "],geoIps:[],accountContacts:[],contact:{" + kContactHead +
           "contactAutomations:[],contactLists:[t],fieldValues:[t],geoIps:[],deals:[],"
           "accountContacts:[],sentiment:-,links:L,id:t,organization:-}}"},
      {"POST", "/import/bulk_import",
       R"({"contacts":[{"email":"ann@example.com","tags":["new"],"subscribe":[{"listid":1}]}]})",
       200, "{success:n,queued_contacts:n,batchId:t,message:t}"},
      {"GET", "/import/bulk_import", "", 200, "{outstanding:[],recentlyCompleted:[]}"},
      {"GET", "/import/info?batchId=1", "", 200, "{status:t,success:[],failure:[]}"},
      {"GET", "/import/info", "", 400, "{success:n,message:t}"},
  };
}

std::vector<Documented> deal_calls() {
  return {
      {"POST", "/dealGroups", R"({"dealGroup":{"title":"Sales","currency":"eur"}})", 201,
       "{dealStages:[" + kFirstStage +
           "],dealGroupUsers:[{dealGroup:t,user:t,cdate:-,links:L,id:t}],dealGroupGroups:[{"
           "d_groupid:t,groupid:t,cdate:-,links:L,id:t,dealGroup:t,group:t}],dealGroup:{title:t,"
           "currency:t,allgroups:n,allusers:n,autoassign:n,cdate:t,udate:t,links:L,stages:[t],"
           "dealGroupUsers:[t],dealGroupGroups:[t],id:t}}"},
      {"GET", "/dealGroups", "", 200,
       "{dealStages:[" + kFirstStage + "],dealGroups:[" + kGroup + "]," + kMeta},
      {"GET", "/dealGroups/1", "", 200,
       "{dealStages:[" + kFirstStage + "],dealGroup:" + kGroup + "}"},
      {"POST", "/dealStages", R"({"dealStage":{"title":"Won","group":1}})", 201,
       "{dealStage:{color:t,order:n,title:t,width:n" + kStageTail +
           ",dealOrder:t,group:n,cdate:t,udate:t,links:L,id:t}}"},
      {"GET", "/dealStages/4", "", 200, "{dealStage:" + kStage + "}"},
      {"GET", "/dealStages", "", 200, "{dealStages:[" + kFirstStage + "]," + kMeta},
      {"POST", "/dealTasktypes", R"({"dealTasktype":{"title":"Skype"}})", 201,
       "{dealTasktype:{title:t,cdate:t,udate:t,created_by:t,links:L,id:t}}"},
      {"GET", "/dealTasktypes", "", 200, "{dealTasktypes:[" + kTasktype + "]," + kMeta},
      {"POST", "/deals",
       R"({"deal":{"title":"Big","contact":1,"value":156.24,"currency":"eur","group":"1","name":"x"}})",
       201,
       "{contacts:[" + kContact + "],dealGroups:[" + kGroup + "],dealStages:[" + kFirstStage +
           "],deal:{title:t,value:n,currency:t,contact:n,group:t,stage:n,owner:t,cdate:t,mdate:t,"
           "organization:t,nextdate:-,hash:t,winProbability:-,winProbabilityMdate:-,links:L,id:t,"
           "isDisabled:b,account:t,customerAccount:t}}"},
      {"GET", "/deals/1", "", 200, "{deal:" + kDeal + "}"},
      {"GET", "/deals", "", 200,
       "{deals:[" + kDeal +
           "],meta:{currencies:{EUR:{total:t,value:t,currency:t,isDisabled:b}},total:n}}"},
      {"PUT", "/deals/1", R"({"deal":{"status":1}})", 200,
       "{contacts:[" + kContact +
           "],deal:{hash:t,owner:t,contact:t,organization:-,group:t,stage:t,title:t,description:t,"
           "percent:t,cdate:t,mdate:t,nextdate:-,nexttaskid:-,value:t,currency:t,status:n,"
           "activitycount:t,nextdealid:t,edate:-,winProbability:-,winProbabilityMdate:-,links:L,"
           "id:t,isDisabled:b,account:-,customerAccount:-}}"},
      {"POST", "/deals/1/notes", R"({"note":{"note":"Send contract"}})", 201,
       "{deals:[" + kDeal +
           "],note:{note:t,cdate:t,mdate:t,reltype:t,relid:t,userid:t,links:L,owner:{type:t,id:t},"
           "is_draft:t,id:t,user:t}}"},
      {"POST", "/dealTasks",
       R"({"dealTask":{"relid":"1","ownerType":"deal","duedate":"2024-03-17T09:30:00-05:00","dealTasktype":"1","note":"n"}})",
       201,
       "{dealTask:{id:t,duedate:t,edate:t,status:n,title:-,note:t,relid:t,reltype:t,"
       "dealTasktype:t,cdate:t,udate:t,automation:-,doneAutomation:-,user:t,assignee:t,"
       "owner:{type:t,id:t},outcomeId:-,outcomeInfo:-,links:L}}"},
      {"GET", "/dealTasks/1", "", 200, "{dealTask:" + kTask + "}"},
      {"GET", "/dealTasks", "", 200, "{dealTasks:[" + kTask + "]," + kMeta},
      {"PUT", "/dealStages/1/deals", R"({"deal":{"stage":2}})", 200, "{deals:[" + kDeal + "]}"},
      {"GET", "/contacts/1/deals", "", 200, "{deals:[" + kDeal + "]}"},
      {"POST", "/contactDeals", R"({"contactDeal":{"deal":1,"contact":"2"}})", 200,
       "{deals:[" + kDeal + "],contactDeal:{contact:t,deal:n,cdate:t,links:L,id:t}}"},
      {"POST", "/contactDeals", R"({"contactDeal":{"deal":1,"contact":2}})", 422, kRefused},
      {"POST", "/contactDeals", R"({"contactDeal":{"deal":1}})", 422, kRefused},
      {"GET", "/contactDeals", "", 200, "{contactDeals:[" + kContactDeal + "]," + kMeta},
      {"GET", "/contactDeals/1", "", 200, "{contactDeal:" + kContactDeal + "}"},
      {"GET", "/contacts/2/contactDeals", "", 200,
       "{contacts:[" + kContact + "],deals:[" + kDeal + "],contactDeals:[" + kContactDeal + "]}"},
      {"DELETE", "/contactDeals/1", "", 200, "{}"},
      {"POST", "/dealTasktypes", R"({"dealTasktype":{"title":"Call"}})", 201,
       "{dealTasktype:{title:t,cdate:t,udate:t,created_by:t,links:L,id:t}}"},
      {"PUT", "/dealTasktypes/1/dealTasks", R"({"dealTask":{"dealTasktype":2}})", 200,
       "{dealTasks:[" + kTask + "]}"},
      {"PUT", "/dealTasktypes/2/dealTasks", R"({"dealTask":{"dealTasktype":1}})", 200,
       "{dealTasks:[" + kTask + "]}"},
      {"PATCH", "/deals/bulkUpdate", R"({"deals":[{"id":"1","ownerId":"1"},{"id":9,"ownerId":1}]})",
       200, "{success:[],nochange:[t],failed:[t]}"},
      {"PATCH", "/deals/bulkUpdate", R"({"deals":[{"id":"1"}]})", 422,
       "{errors:[{status:n,title:t}]}"},
      {"POST", "/dealCustomFieldMeta",
       R"({"dealCustomFieldMetum":{"fieldLabel":"Due by","fieldType":"date","isRequired":1}})", 201,
       "{dealCustomFieldMetum:" + kDealField + "}"},
      {"GET", "/dealCustomFieldMeta", "", 200, "{dealCustomFieldMeta:[" + kDealField + "]}"},
      {"GET", "/dealCustomFieldMeta/1", "", 200, "{dealCustomFieldMetum:" + kDealField + "}"},
      {"GET", "/dealCustomFieldMeta/9", "", 404, "{errors:[{status:n,title:t}]}"},
      {"POST", "/dealCustomFieldMeta", R"({"dealCustomFieldMetum":{"fieldLabel":"x"}})", 422,
       "{errors:[{title:t,detail:t,code:n}]}"},
      {"POST", "/dealCustomFieldData",
       R"({"dealCustomFieldDatum":{"dealId":1,"customFieldId":1,"fieldValue":"2024-01-20"}})", 200,
       "{dealCustomFieldDatum:" + kWrittenDatum + "}"},
      {"GET", "/dealCustomFieldData?filters[dealId]=1", "", 200,
       "{dealCustomFieldData:[{id:t,dealCustomFieldMetumId:n,dealId:n,customFieldId:n,"
       "createdTimestamp:t,updatedTimestamp:t,fieldValue:t,links:L}],meta:{total:n}}"},
      {"PUT", "/dealCustomFieldData/1000001",
       R"({"dealCustomFieldDatum":{"fieldValue":"2024-01-21"}})", 200,
       "{dealCustomFieldDatum:" + kWrittenDatum + "}"},
      {"PATCH", "/dealCustomFieldData/bulkUpdate", R"([{"id":1000001,"fieldValue":"2024-01-22"}])",
       200, "{message:t}"},
      {"DELETE", "/dealCustomFieldData/1000001", "", 200, "{message:t}"},
      {"DELETE", "/dealCustomFieldMeta/1", "", 200, "{message:t}"},
      {"DELETE", "/dealTasktypes/1", "", 403, "{}"},
      {"DELETE", "/deals/1", "", 200, "{}"},
      {"DELETE", "/deals/1", "", 404, "{message:t}"},
      {"DELETE", "/dealStages/", "", 404, "{message:t}"},
  };
}

/// All of it is text, or null, but for its links.
std::string campaign_shape() {
  std::string shape;
  for (const char* name : {"type",
                           "userid",
                           "segmentid",
                           "bounceid",
                           "realcid",
                           "sendid",
                           "threadid",
                           "seriesid",
                           "formid",
                           "basetemplateid",
                           "basemessageid",
                           "addressid",
                           "source",
                           "name",
                           "cdate",
                           "mdate",
                           "sdate",
                           "ldate",
                           "send_amt",
                           "total_amt",
                           "opens",
                           "uniqueopens",
                           "linkclicks",
                           "uniquelinkclicks",
                           "subscriberclicks",
                           "forwards",
                           "uniqueforwards",
                           "hardbounces",
                           "softbounces",
                           "unsubscribes",
                           "unsubreasons",
                           "updates",
                           "socialshares",
                           "replies",
                           "uniquereplies",
                           "status",
                           "public",
                           "mail_transfer",
                           "mail_send",
                           "mail_cleanup",
                           "mailer_log_file",
                           "tracklinks",
                           "tracklinksanalytics",
                           "trackreads",
                           "trackreadsanalytics",
                           "analytics_campaign_name",
                           "tweet",
                           "facebook",
                           "survey",
                           "embed_images",
                           "htmlunsub",
                           "textunsub"})
    shape += std::string(name) + ":t,";
  return "{" + shape +
         "htmlunsubdata:-,textunsubdata:-,recurring:t,willrecur:t,split_type:t,split_content:t,"
         "split_offset:t,split_offset_type:t,split_winner_messageid:t,split_winner_awaiting:t,"
         "responder_offset:t,responder_type:t,responder_existing:t,reminder_field:t,"
         "reminder_format:-,reminder_type:t,reminder_offset:t,reminder_offset_type:t,"
         "reminder_offset_sign:t,reminder_last_cron_run:-,activerss_interval:t,activerss_url:-,"
         "activerss_items:t,ip4:t,laststep:t,managetext:t,schedule:t,scheduleddate:-,"
         "waitpreview:t,deletestamp:-,replysys:t,links:L,id:t,user:t,automation:-}";
}

std::vector<Documented> other_calls() {
  return {
      {"GET", "/users/me", "", 200, "{user:" + kUser + "}"},
      {"GET", "/users", "", 200, "{users:[" + kUser + "]," + kMeta},
      {"GET", "/users/1", "", 200, "{user:" + kUser + "}"},
      {"GET", "/users/username/admin", "", 200, "{user:" + kUser + "}"},
      {"GET", "/settings/account", "", 200,
       "{account:t,email:t,first_name:t,last_name:t,cname:t,status:t,subscriber_limit:n,"
       "subscriber_total:n,trial:b,credits:-,branding:b}"},
      {"GET", "/automations", "", 200,
       "{automations:[],meta:{total:t,starts:[],filtered:b,smsLogs:[]}}"},
      {"GET", "/contactAutomations", "", 200,
       "{contactAutomations:[],meta:{total:t,showcase_stats:[]}}"},
      {"POST", "/contactAutomations", R"({"contactAutomation":{"contact":1,"automation":9}})", 403,
       "{message:t}"},
      {"GET", "/campaigns?orders[sdate]=DESC", "", 200, "{campaigns:[]," + kMeta},
      {"GET", "/messages", "", 200, "{messages:[]," + kMeta},
      {"DELETE", "/campaigns/9", "", 200, "{succeeded:n,message:t}"},
      {"POST", "/messages",
       R"({"message":{"fromname":"A","fromemail":"a@example.com","reply2":"a@example.com","subject":"Hi","text":"x"}})",
       201, "{message:{fromname:t,fromemail:t,reply2:t,subject:t,text:t,links:L,id:t}}"},
      {"GET", "/messages/1", "", 200, "{message:" + kMessage + "}"},
      {"PUT", "/messages/1", R"({"message":{"subject":"Hello"}})", 200,
       "{message:" + kMessage + "}"},
      {"POST", "/campaign", R"({"name":"Spring","type":"single","canSplitContent":false})", 200,
       "{id:n,name:t,type:t,canSplitContent:b}"},
      {"POST", "/campaign", R"({"type":"single"})", 400, "{errors:[t]}"},
      {"PUT", "/campaigns/1/edit", R"({"name":"Summer","listIds":[1],"messageId":1})", 200,
       "{campaign:" + campaign_shape() + "}"},
      {"GET", "/campaigns", "", 200, "{campaigns:[" + campaign_shape() + "]," + kMeta},
      {"GET", "/campaigns/1", "", 200, "{campaign:" + campaign_shape() + "}"},
      {"GET", "/campaigns/1/links", "", 200,
       "{links:[{campaignid:t,messageid:t,link:t,name:t,ref:t,tracked:t,links:L,id:t,campaign:t,"
       "message:t}]}"},
      {"POST", "/campaigns/1/copy", "", 200, "{succeeded:n,message:t,newCampaignId:n}"},
      {"DELETE", "/messages/1", "", 200, "{}"},
      {"DELETE", "/messages/1", "", 404, "{message:t}"},
      {"GET", "/segments", "", 200, "{segments:[]," + kMeta},
      {"GET", "/forms", "", 200, "{forms:[]," + kMeta},
      {"POST", "/accounts", R"({"account":{"name":"Acme","accountUrl":"http://acme.example"}})",
       201, "{account:{" + kAccountHead + "links:L,id:t}}"},
      {"POST", "/accounts", R"({"account":{"name":"Acme"}})", 422, kRefused},
      {"POST", "/accounts", R"({"account":{}})", 422, kRefused},
      {"GET", "/accounts", "", 200,
       "{accounts:[{" + kAccountHead + "contactCount:t,dealCount:t,links:L,id:t}]," + kMeta},
      {"GET", "/accounts/1", "", 200, "{account:{" + kAccountHead + "links:L,id:t}}"},
      {"PUT", "/accounts/1", R"({"account":{"name":"Acme Ltd"}})", 200,
       "{account:{" + kAccountHead + "links:L,id:t}}"},
      {"POST", "/accountContacts",
       R"({"accountContact":{"contact":1,"account":"1","jobTitle":"Buyer"}})", 201,
       "{accountContact:{contact:n,account:t,jobTitle:t,createdTimestamp:t,updatedTimestamp:t,"
       "links:L,id:t}}"},
      {"GET", "/accountContacts", "", 200, "{accountContacts:[" + kMember + "]," + kMeta},
      {"GET", "/accountContacts/1", "", 200, "{accountContact:" + kMember + "}"},
      {"PUT", "/accountContacts/1", R"({"accountContact":{"jobTitle":"Owner"}})", 200,
       "{accountContact:" + kMember + "}"},
      {"GET", "/contacts/1/accountContacts", "", 200, "{accountContacts:[" + kMember + "]}"},
      {"DELETE", "/accountContacts/1", "", 200, "{}"},
      {"DELETE", "/accounts/1", "", 200, "{}"},
      {"DELETE", "/contactTags/4", "", 200, "{}"},
      {"DELETE", "/tags/1", "", 200, "{}"},
      {"DELETE", "/notes/1", "", 200, "{}"},
      {"DELETE", "/contacts/1", "", 200, "{}"},
      {"GET", "/contacts/1", "", 404, "{message:t}"},
      {"DELETE", "/lists/1", "", 200, "{}"},
      {"DELETE", "/fields/1", "", 200, "{}"},
  };
}

TEST(RestV3Contract, EachCallHasItsStatusAndItsShape) {
  AskedPlatform api;
  for (const auto& calls :
       {webhook_calls(), contact_calls(), tag_and_note_calls(), deal_calls(), other_calls()}) {
    for (const Documented& call : calls) {
      const auto reply = api.ask(call.method, std::string("/api/3") + call.path, call.body);
      EXPECT_EQ(reply.status, call.status) << call.method << " " << call.path << "\n" << reply.text;
      EXPECT_EQ(shape_of(reply.json(), "http://platform.test/api/3/"), call.shape)
          << call.method << " " << call.path << "\n"
          << reply.text;
    }
  }
}

TEST(RestV3Contract, ContactsInAutomationsHaveTheirShape) {
  AccountState account;
  Automation waiting;
  waiting.name = "Welcome";
  waiting.steps = {TagStep{"new"}, WaitStep{86'400'000}, TagStep{"old"}};
  account.automations.put(waiting);
  Contact jane;
  jane.email = "jane@example.com";
  account.contacts.put(jane);
  AskedPlatform api(account);
  const std::string row =
      "{contact:t,seriesid:t,startid:t,status:t,batchid:-,adddate:t,remdate:-,timespan:-,"
      "lastblock:t,lastlogid:t,lastdate:t,completedElements:t,totalElements:t,completed:n,"
      "completeValue:n,links:L,id:t,automation:t}";
  const std::vector<Documented> calls = {
      {"POST", "/contactAutomations", R"({"contactAutomation":{"contact":"1","automation":1}})",
       201,
       "{contacts:[" + kContact +
           "],contactAutomation:{contact:t,seriesid:t,startid:n,status:n,lastblock:t,"
           "completedElements:t,totalElements:t,completed:n,completeValue:n,links:L,id:t,"
           "automation:n}}"},
      {"GET", "/contactAutomations", "", 200,
       "{contactAutomations:[" + row + "],meta:{total:t,showcase_stats:[]}}"},
      {"GET", "/contactAutomations/1", "", 200, "{contactAutomation:" + row + "}"},
      {"GET", "/contacts/1/contactAutomations", "", 200, "{contactAutomations:[" + row + "]}"},
      {"GET", "/contacts/1/automationEntryCounts", "", 200,
       "{automationEntryCounts:[{id:t,name:t,status:t,hidden:t,contactEntryCount:t}]}"},
      {"GET", "/automations", "", 200,
       "{automations:[{name:t,cdate:t,mdate:t,userid:t,status:t,entered:t,exited:t,hidden:t,"
       "defaultscreenshot:-,screenshot:-,links:L,id:t}],meta:{total:t,starts:[],filtered:b,"
       "smsLogs:[]}}"},
      {"DELETE", "/contactAutomations/1", "", 200, "{}"},
      {"DELETE", "/contactAutomations/1", "", 404, "{message:t}"},
  };
  for (const Documented& call : calls) {
    const auto reply = api.ask(call.method, std::string("/api/3") + call.path, call.body);
    EXPECT_EQ(reply.status, call.status) << call.method << " " << call.path << "\n" << reply.text;
    EXPECT_EQ(shape_of(reply.json(), "http://platform.test/api/3/"), call.shape)
        << call.method << " " << call.path;
  }
}

/// Every address among `links`, wherever in the answer.
void collect_links(const nlohmann::ordered_json& value, std::vector<std::string>& links) {
  for (const auto& [name, inner] : value.items()) {
    if (name == "links" && inner.is_object()) {
      for (const auto& [relation, address] : inner.items()) links.push_back(address);
    } else if (inner.is_structured()) {
      collect_links(inner, links);
    }
  }
}

TEST(RestV3Contract, LinksLeadSomewhere) {
  AskedPlatform api;
  for (const auto& calls : {contact_calls(), tag_and_note_calls(), deal_calls(), other_calls()})
    for (const Documented& call : calls)
      if (std::string_view(call.method) == "POST")
        api.ask(call.method, std::string("/api/3") + call.path, call.body);
  std::vector<std::string> links;
  for (const char* resource :
       {"contacts",     "lists",       "listGroups",      "tags",          "contactTags",
        "contactLists", "fieldValues", "fields",          "notes",         "deals",
        "dealGroups",   "dealStages",  "dealTasks",       "dealTasktypes", "dealCustomFieldData",
        "contactDeals", "accounts",    "accountContacts", "campaigns",     "messages",
        "users"}) {
    const auto reply = api.get(std::string("/api/3/") + resource);
    EXPECT_FALSE(reply.json()[resource].empty()) << resource << reply.text;
    collect_links(reply.json(), links);
  }
  EXPECT_GT(links.size(), 100U);
  const std::string base = "http://platform.test";
  for (const std::string& link : links) {
    ASSERT_TRUE(link.starts_with(base)) << link;
    EXPECT_EQ(api.get(link.substr(base.size())).status, 200) << link;
  }
  EXPECT_EQ(api.get("/api/3/deals/1/contact").json()["contact"]["id"], "1");
  EXPECT_EQ(api.get("/api/3/deals/1/notes").json()["notes"].size(), 1U);
  EXPECT_EQ(api.get("/api/3/deals/1/nothing").status, 404);
  EXPECT_EQ(api.get("/api/3/deals/9/contact").status, 404);
}

TEST(RestV3Contract, NamesTheVendorsClassWhereNothingIsFound) {
  AskedPlatform api;
  const std::vector<std::pair<const char*, const char*>> classes = {
      {"contacts", "Subscriber"},
      {"contactTags", "SubscriberTag"},
      {"tags", "Tag"},
      {"fields", "Field"},
      {"fieldValues", "FieldValue"},
      {"dealStages", "DealStage"},
      {"dealGroups", "DealGroup"},
      {"lists", "_List"},
      {"notes", "Note"},
      {"messages", "Message"},
      {"campaigns", "Campaign"},
      {"contactAutomations", "SubscriberSeries"},
      {"webhooks", "Webhook"},
      {"deals", "Deal"},
      {"dealTasks", "DealTask"},
      {"dealTasktypes", "DealTasktype"},
      {"automations", "Automation"},
      {"users", "User"},
      {"contactLists", "SubscriberList"},
      {"accounts", "CustomerAccount"},
      {"accountContacts", "CustomerAccountSubscriber"},
      {"contactDeals", "ContactDeal"},
      {"fieldOptions", "FieldOption"},
      {"fieldRels", "FieldRel"},
      {"listGroups", "ListGroup"}};
  for (const auto& [resource, name] : classes) {
    const auto reply = api.get(std::string("/api/3/") + resource + "/77");
    EXPECT_EQ(reply.status, 404) << resource;
    EXPECT_EQ(reply.text,
              "{\"message\":\"No Result found for " + std::string(name) + " with id 77\"}");
  }
}

}  // namespace
}  // namespace hookline
