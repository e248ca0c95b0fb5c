// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/downlinks/downlinktexts.h"

#include "gui/base/texts.h"

#include <QCoreApplication>
#include <QLocale>

namespace thingsdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Entry = DownlinkTimelineModel::Entry;
using Stage = DownlinkTracker::Stage;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Downlinks)
};

Stage stageOf(const Entry &entry)
{
    return entry.steps.isEmpty() ? Stage::Published : entry.steps.last().stage;
}

QString stageWord(Stage stage)
{
    switch (stage) {
    case Stage::Published:
        return Words::tr("published");
    case Stage::Scheduled:
        return Words::tr("scheduled");
    case Stage::Sent:
        return Words::tr("sent");
    case Stage::Acked:
        return Words::tr("acknowledged");
    case Stage::Failed:
        return Words::tr("failed");
    }
    return {};
}

QString stepText(const DownlinkTimelineModel::Step &step)
{
    QString text =
        (step.stage == Stage::Failed ? u"✗ "_s : u"✓ "_s) + stageWord(step.stage) + u' ' + texts::clock(step.time);
    if (step.stage != Stage::Sent)
        return text;
    QStringList details;
    if (!step.gatewayId.isEmpty())
        details.append(texts::plain(step.gatewayId, 40));
    if (step.transmission) {
        if (!step.transmission->dataRate.isEmpty())
            details.append(texts::dataRate(step.transmission->dataRate));
        if (step.transmission->airtime > 0)
            details.append(texts::airtime(step.transmission->airtime));
        if (step.transmission->frequency > 0)
            details.append(texts::megahertz(step.transmission->frequency));
    }
    for (QString &detail : details)
        detail.replace(u' ', QChar::Nbsp); // a number stays with its unit
    return details.isEmpty() ? text : text + u" ("_s + details.join(u", "_s) + u')';
}

QString waitedFor(const Entry &entry)
{
    if (entry.isEnded || entry.isReplaced)
        return {};
    switch (stageOf(entry)) {
    case Stage::Published:
        return Words::tr("○ waits for the network to schedule it");
    case Stage::Scheduled:
        return Words::tr("○ waits for the device's next uplink");
    case Stage::Sent:
        return entry.message.confirmed ? Words::tr("○ waits for the device to acknowledge") : QString();
    case Stage::Acked:
    case Stage::Failed:
        break;
    }
    return {};
}

/// What the network's words mean for the user.
QString meaningOf(const QString &error)
{
    if (error.contains(u"No gateways available"))
        return Words::tr(
            "No gateway could send at that moment. The network keeps the downlink and tries again after the "
            "device's next uplink.");
    if (error.contains(u"no Encoder function set"))
        return Words::tr("The application has no Encoder. Write one on the page Payload functions, or send bytes.");
    if (error.contains(u"Encoder"))
        return Words::tr("The Encoder failed. A confirmed downlink fails again after each uplink until something is "
                         "scheduled with \"replace\".");
    if (error.contains(u"Payload not valid: empty"))
        return Words::tr("The downlink has neither bytes nor fields.");
    if (error.contains(u"Both Fields and Payload"))
        return Words::tr("The downlink has bytes and fields; the network takes one of them.");
    return {};
}

/// After how long a silence is worth a word.
std::chrono::seconds patience(Stage stage)
{
    return stage == Stage::Published ? 10s : 120s;
}

} // namespace

DownlinkState downlinkState(const Entry &entry)
{
    if (!entry.error.isEmpty() || stageOf(entry) == Stage::Failed)
        return {u"✗"_s, Words::tr("failed"), Tone::Error};
    if (entry.isReplaced)
        return {u"⇄"_s, Words::tr("replaced"), Tone::Muted};
    switch (stageOf(entry)) {
    case Stage::Acked:
        return {u"✓"_s, stageWord(Stage::Acked), Tone::Success};
    case Stage::Sent:
        return entry.message.confirmed ? DownlinkState{u"…"_s, Words::tr("sent, not acknowledged yet"), Tone::Info}
                                       : DownlinkState{u"✓"_s, stageWord(Stage::Sent), Tone::Success};
    case Stage::Scheduled:
        return {u"…"_s, stageWord(Stage::Scheduled), Tone::Info};
    case Stage::Published:
    case Stage::Failed:
        break;
    }
    return {u"…"_s, stageWord(Stage::Published), Tone::Muted};
}

QString downlinkContent(const DownlinkMessage &message)
{
    QString text = message.payload.isEmpty() ? QString() : texts::hexPairs(message.payload);
    if (!message.fields.isEmpty()) {
        const QString fields = texts::plain(QString::fromUtf8(message.fields).simplified(), 200);
        text = text.isEmpty() ? fields : text + u"   "_s + fields;
    }
    return text.isEmpty() ? Words::tr("(empty)") : text;
}

QString downlinkManner(const DownlinkMessage &message, bool isOurs)
{
    QStringList parts{Words::tr("port %1").arg(message.port)};
    if (!message.payload.isEmpty())
        parts.append(byteCountText(int(message.payload.size())));
    parts.append(message.confirmed ? Words::tr("confirmed") : Words::tr("unconfirmed"));
    if (isOurs)
        parts.append(message.schedule == Schedule::Replace ? Words::tr("replaces what waits")
                     : message.schedule == Schedule::First ? Words::tr("first in the queue")
                                                           : Words::tr("last in the queue"));
    else
        parts.append(Words::tr("not sent from here"));
    return parts.join(u" · "_s);
}

QString downlinkSteps(const Entry &entry)
{
    QStringList steps;
    for (const DownlinkTimelineModel::Step &step : entry.steps)
        steps.append(stepText(step));
    if (entry.isReplaced && !entry.isEnded)
        steps.append(Words::tr("⇄ replaced by a later downlink"));
    if (const QString next = waitedFor(entry); !next.isEmpty())
        steps.append(next);
    return steps.join(u"  →  "_s);
}

QString downlinkTrouble(const Entry &entry, const Timestamp &now)
{
    if (!entry.error.isEmpty()) {
        const QString meaning = meaningOf(entry.error);
        const QString words = texts::plain(entry.error);
        return meaning.isEmpty() ? words : words + u'\n' + meaning;
    }
    if (entry.isEnded || entry.isReplaced || entry.likelyCauses.isEmpty() || entry.steps.isEmpty())
        return {};
    const auto silence = std::chrono::nanoseconds(now.nanoseconds - entry.steps.last().time.nanoseconds);
    if (silence < patience(stageOf(entry)))
        return {};
    return Words::tr("No answer for %1. %2")
        .arg(texts::duration(std::chrono::duration_cast<std::chrono::milliseconds>(
                 std::chrono::duration_cast<std::chrono::seconds>(silence))),
             entry.likelyCauses);
}

QString downlinkReport(const Entry &entry)
{
    const DownlinkState state = downlinkState(entry);
    QStringList lines{u"%1: %2"_s.arg(entry.message.devId.toString(), state.word), downlinkContent(entry.message),
                      downlinkManner(entry.message, entry.isOurs), downlinkSteps(entry)};
    if (const QString trouble = downlinkTrouble(entry, Timestamp::now()); !trouble.isEmpty())
        lines.append(trouble);
    return lines.join(u'\n');
}

QString byteCountText(int count)
{
    return count == 1 ? Words::tr("1 byte") : Words::tr("%1 bytes").arg(count);
}

QString scheduleHint(Schedule schedule)
{
    switch (schedule) {
    case Schedule::Replace:
        return Words::tr(
            "Drops everything that waits for this device, also a confirmed downlink that is not acknowledged "
            "yet, and takes its place.");
    case Schedule::First:
        return Words::tr("Goes before everything that waits for this device.");
    case Schedule::Last:
        return Words::tr("Goes after everything that waits for this device.");
    }
    return {};
}

} // namespace thingsdesk
