// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/applicationtext.h"

#include "cli/textblock.h"
#include "core/jsontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

bool hasOnJoinKey(const Application &application)
{
    return application.onJoinKeyHidden || !application.onJoinKey.isEmpty();
}

QString sizeText(const QString &source)
{
    return source.isEmpty() ? u"not set"_s
                            : u"%1 lines, %2 characters"_s.arg(source.count(u'\n') + 1).arg(source.size());
}

} // namespace

QString formatWord(const Application &application)
{
    if (application.format == PayloadFormat::Unknown)
        return application.formatName;
    return application.format == PayloadFormat::None ? u"none"_s : payloadFormatName(application.format);
}

QByteArray applicationJson(const Application &application)
{
    const bool unknown = application.format == PayloadFormat::Unknown;
    return JsonObjectWriter()
        .addString("app_id", application.appId.toString())
        .addString("payload_format", unknown ? application.formatName : payloadFormatName(application.format))
        .addString("decoder", application.functions.decoder)
        .addString("converter", application.functions.converter)
        .addString("validator", application.functions.validator)
        .addString("encoder", application.functions.encoder)
        .addBool("register_on_join_access_key_set", hasOnJoinKey(application))
        .finish();
}

QString applicationText(const Application &application)
{
    const bool unknown = application.format == PayloadFormat::Unknown;
    TextBlock block;
    block.add(u"Application"_s, application.appId.toString())
        .add(u"Payload format"_s,
             unknown ? u"%1 (unknown: decoding is off)"_s.arg(application.formatName) : formatWord(application))
        .add(u"On-join key"_s, hasOnJoinKey(application) ? u"set"_s : u"not set"_s)
        .group()
        .add(u"Decoder"_s, sizeText(application.functions.decoder))
        .add(u"Converter"_s, sizeText(application.functions.converter))
        .add(u"Validator"_s, sizeText(application.functions.validator))
        .add(u"Encoder"_s, sizeText(application.functions.encoder));
    return block.text();
}

} // namespace thingsdesk::cli
