// SPDX-License-Identifier: GPL-3.0-or-later
// The part of texts.h that reads what came from the network.
#include "gui/base/texts.h"

#include <QCoreApplication>

namespace thingsdesk::texts {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Texts)
};

constexpr QChar ellipsis(0x2026);

/// Marks that turn the direction of the text after them, also of text that is not theirs.
bool isDirectionMark(char16_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool isRightToLeft(QChar c)
{
    const QChar::Direction direction = c.direction();
    return direction == QChar::DirR || direction == QChar::DirAL;
}

/// Where Qt's labels and tooltips would take the text for markup.
bool beginsMarkup(QStringView rest)
{
    if (rest.startsWith(u"&lt;"))
        return true;
    if (rest.size() < 2 || rest[0] != u'<')
        return false;
    return rest[1].isLetter() || rest[1] == u'/' || rest[1] == u'!' || rest[1] == u'?';
}

/// Walks through the JSON text of an object, and stops when enough is written: fields may be very long.
class FieldWriter
{
public:
    FieldWriter(const QByteArray &json, qsizetype maximum)
        : m_json(json)
        , m_maximum(maximum)
    {
    }

    QString write()
    {
        skip("{ \t\r\n");
        while (m_at < m_json.size() && m_json[m_at] != '}' && m_text.size() < m_maximum) {
            const qsizetype before = m_at;
            const qsizetype length = m_text.size();
            if (!m_text.isEmpty())
                m_text += QStringLiteral("  ");
            member();
            if (m_at == before) { // no JSON: nothing must hang here
                m_text.truncate(length);
                break;
            }
            skip(", \t\r\n");
        }
        return m_text;
    }

private:
    void skip(QByteArrayView characters)
    {
        while (m_at < m_json.size() && characters.contains(m_json[m_at]))
            ++m_at;
    }

    void member()
    {
        string();
        m_text += u' ';
        skip(": \t\r\n");
        value();
    }

    void value()
    {
        if (m_at < m_json.size() && m_json[m_at] == '"')
            return string();
        int depth = 0;
        for (; m_at < m_json.size() && m_text.size() < m_maximum; ++m_at) {
            const char c = m_json[m_at];
            if (c == '"') {
                m_text += u'"';
                string();
                m_text += u'"';
                --m_at;
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}' || c == ']'))
                return;
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (quint8(c) > ' ')
                m_text += QLatin1Char(c);
            if (c == ',' || c == ':')
                m_text += u' ';
            if (depth == 0 && (c == '}' || c == ']')) {
                ++m_at;
                return;
            }
        }
    }

    /// The characters of the string that begins here, without its quotes.
    void string()
    {
        if (m_at >= m_json.size() || m_json[m_at] != '"')
            return;
        ++m_at;
        QString unescaped;
        qsizetype copied = m_at;
        while (m_at < m_json.size() && m_json[m_at] != '"' && unescaped.size() + m_at - copied < m_maximum * 4) {
            if (m_json[m_at] != '\\') {
                ++m_at;
                continue;
            }
            unescaped += QString::fromUtf8(m_json.constData() + copied, m_at - copied);
            ++m_at;
            escape(unescaped);
            copied = m_at;
        }
        m_text += unescaped + QString::fromUtf8(m_json.constData() + copied, m_at - copied);
        if (m_at < m_json.size() && m_json[m_at] == '"')
            ++m_at;
    }

    void escape(QString &text)
    {
        const char c = m_at < m_json.size() ? m_json[m_at] : '\\';
        ++m_at;
        if (c == 'u') {
            bool ok = false;
            const ushort unit = m_json.mid(m_at, 4).toUShort(&ok, 16);
            m_at = std::min(m_at + 4, m_json.size());
            text += ok ? QChar(unit) : QChar(QChar::ReplacementCharacter);
        } else if (c == '"' || c == '\\' || c == '/') {
            text += QLatin1Char(c);
        } else {
            text += u' '; // \n, \t and their like
        }
        m_at = std::min(m_at, m_json.size());
    }

    const QByteArray &m_json;
    const qsizetype m_maximum;
    qsizetype m_at = 0;
    QString m_text;
};

} // namespace

QString dataRate(const QString &name)
{
    const qsizetype bandwidth = name.indexOf(QStringLiteral("BW"));
    if (!name.startsWith(u"SF") || bandwidth < 0)
        return plain(name, 20);
    if (QStringView(name).mid(bandwidth) == u"BW125")
        return plain(name.left(bandwidth), 20);
    return plain(name.left(bandwidth) + u' ' + name.mid(bandwidth), 20);
}

QString kind(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Uplink:
        return Words::tr("Uplink");
    case RecordKind::UplinkError:
        return Words::tr("Uplink error");
    case RecordKind::DownlinkScheduled:
        return Words::tr("Downlink scheduled");
    case RecordKind::DownlinkSent:
        return Words::tr("Downlink sent");
    case RecordKind::DownlinkAcked:
        return Words::tr("Downlink acknowledged");
    case RecordKind::DownlinkError:
        return Words::tr("Downlink error");
    case RecordKind::Activation:
        return Words::tr("Activation");
    case RecordKind::ActivationError:
        return Words::tr("Activation error");
    case RecordKind::DeviceCreated:
        return Words::tr("Device created");
    case RecordKind::DeviceUpdated:
        return Words::tr("Device changed");
    case RecordKind::DeviceDeleted:
        return Words::tr("Device deleted");
    case RecordKind::OtherEvent:
        return Words::tr("Event");
    case RecordKind::Unreadable:
        return Words::tr("Unreadable message");
    case RecordKind::DownlinkPublished:
        return Words::tr("Downlink published");
    case RecordKind::Gap:
        return Words::tr("Gap");
    }
    return {};
}

QString kindSymbol(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Uplink:
        return QStringLiteral("↑");
    case RecordKind::DownlinkPublished:
    case RecordKind::DownlinkScheduled:
    case RecordKind::DownlinkSent:
    case RecordKind::DownlinkAcked:
        return QStringLiteral("↓");
    case RecordKind::UplinkError:
    case RecordKind::DownlinkError:
    case RecordKind::ActivationError:
    case RecordKind::Unreadable:
        return QStringLiteral("⚠");
    case RecordKind::Activation:
        return QStringLiteral("⇄");
    case RecordKind::DeviceCreated:
    case RecordKind::DeviceUpdated:
    case RecordKind::DeviceDeleted:
    case RecordKind::OtherEvent:
        return QStringLiteral("•");
    case RecordKind::Gap:
        return QStringLiteral("—");
    }
    return {};
}

QString activation(Activation activation)
{
    switch (activation) {
    case Activation::Otaa:
        return Words::tr("OTAA");
    case Activation::Abp:
        return Words::tr("ABP");
    case Activation::OnJoinTemplate:
        return Words::tr("On-join template");
    }
    return {};
}

QString fieldSummary(const QByteArray &fields)
{
    static constexpr int maximum = 300;
    return plain(FieldWriter(fields, maximum + 1).write(), maximum);
}

QString plain(const QString &text, int maximum)
{
    QString safe;
    safe.reserve(std::min<qsizetype>(text.size(), maximum) + 4);
    bool turns = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (safe.size() >= maximum) {
            if (!safe.isEmpty() && safe.back().isHighSurrogate())
                safe.chop(1);
            safe += ellipsis;
            break;
        }
        if (isDirectionMark(c.unicode()))
            continue;
        const QChar::Category category = c.category();
        if (category == QChar::Other_Control || category == QChar::Separator_Line ||
            category == QChar::Separator_Paragraph) {
            safe += u' ';
            continue;
        }
        turns = turns || isRightToLeft(c);
        safe += c;
        if (beginsMarkup(QStringView(text).mid(i)))
            safe += QChar(0x200B); // invisible, and no tag begins with it
    }
    // First strong isolate … pop: what stands around this text keeps its order.
    return turns ? QChar(0x2068) + safe + QChar(0x2069) : safe;
}

} // namespace thingsdesk::texts
