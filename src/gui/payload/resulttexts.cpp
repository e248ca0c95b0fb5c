// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/resulttexts.h"

#include "gui/base/texts.h"
#include "gui/payload/bytesform.h"
#include "gui/payload/indentedjson.h"

#include <QCoreApplication>
#include <QLocale>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PayloadResult", text);
}

} // namespace

QString workerTime(qint64 nanoseconds)
{
    const double milliseconds = double(nanoseconds) / 1e6;
    return tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', milliseconds < 1 ? 2 : milliseconds < 10 ? 1 : 0));
}

ResultView::Outcome decodeOutcome(const DecodeResult &result, const QString &time)
{
    if (result.error)
        return {result.error->text, tr("failed") + u" · "_s + time, true};
    const bool hasFields = result.fields != "null" && !result.fields.isEmpty();
    const QString text = hasFields ? indentedJson(result.fields) : tr("(no fields)");
    const QString status = result.valid ? tr("valid") : tr("not valid: the network drops this uplink");
    return {text, status + u" · "_s + time, !result.valid};
}

ResultView::Outcome encodeOutcome(const EncodeResult &result, const QString &time)
{
    if (result.error)
        return {result.error->text, tr("failed") + u" · "_s + time, true};
    return {result.bytes.isEmpty() ? tr("(no bytes)") : texts::hexPairs(result.bytes),
            byteCountText(result.bytes.size()) + u" · "_s + time, false};
}

} // namespace thingsdesk
