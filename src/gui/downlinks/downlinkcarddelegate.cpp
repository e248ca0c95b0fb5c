// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/downlinks/downlinkcarddelegate.h"

#include "gui/base/monospace.h"
#include "gui/base/texts.h"
#include "gui/downlinks/downlinktexts.h"

#include <QListView>
#include <QPainter>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 8;
constexpr int gap = 3; ///< between the lines of a card

struct CardLine
{
    QString text;
    QRect rect; ///< below the card's top left corner
    QFont font;
    Tone tone = Tone::Text;
    int flags = 0;
};

/// Puts a card's lines one under the other into a width.
class Card
{
public:
    Card(const DownlinkTimelineModel::Entry &entry, const QStyleOptionViewItem &option, int width)
        : m_option(option)
        , m_width(std::max(width - 2 * margin, 120))
    {
        addHead(entry);
        addElided(downlinkContent(entry.message), monospaceFont(), Tone::Text);
        addElided(downlinkManner(entry.message, entry.isOurs), option.font, Tone::Muted);
        addWrapped(downlinkSteps(entry), Tone::Text);
        if (const QString trouble = downlinkTrouble(entry, Timestamp::now()); !trouble.isEmpty())
            addWrapped(u"⚠ "_s + trouble, entry.error.isEmpty() ? Tone::Warning : Tone::Error);
    }

    const QList<CardLine> &lines() const { return m_lines; }
    int height() const { return m_y - gap + margin; }

private:
    void addHead(const DownlinkTimelineModel::Entry &entry)
    {
        QFont strong = m_option.font;
        strong.setBold(true);
        const DownlinkState state = downlinkState(entry);
        const QString word = state.sign + u' ' + state.word;
        const QFontMetrics metrics(strong);
        const int wordWidth = std::min(metrics.horizontalAdvance(word) + 2, m_width / 2);
        const int height = metrics.height();
        const int nameWidth = m_width - wordWidth - margin;
        const QString name =
            metrics.elidedText(texts::plain(entry.message.devId.toString()), Qt::ElideMiddle, nameWidth);
        m_lines.append({name, {margin, m_y, nameWidth, height}, strong, Tone::Text, Qt::AlignLeft});
        m_lines.append({metrics.elidedText(word, Qt::ElideRight, wordWidth),
                        {margin + m_width - wordWidth, m_y, wordWidth, height},
                        strong,
                        state.tone,
                        Qt::AlignRight});
        m_y += height + gap;
    }

    void addElided(const QString &text, const QFont &font, Tone tone)
    {
        const QFontMetrics metrics(font);
        m_lines.append({metrics.elidedText(text, Qt::ElideRight, m_width),
                        {margin, m_y, m_width, metrics.height()},
                        font,
                        tone,
                        Qt::AlignLeft});
        m_y += metrics.height() + gap;
    }

    void addWrapped(const QString &text, Tone tone)
    {
        constexpr int flags = int(Qt::AlignLeft) | int(Qt::TextWordWrap);
        const QFontMetrics metrics(m_option.font);
        const int height = metrics.boundingRect(QRect(0, 0, m_width, 10'000), flags, text).height();
        m_lines.append({text, {margin, m_y, m_width, height}, m_option.font, tone, flags});
        m_y += height + gap;
    }

    const QStyleOptionViewItem &m_option;
    const int m_width;
    int m_y = margin;
    QList<CardLine> m_lines;
};

DownlinkTimelineModel::Entry entryOf(const QModelIndex &index)
{
    return index.data(DownlinkTimelineModel::EntryRole).value<DownlinkTimelineModel::Entry>();
}

} // namespace

void DownlinkCardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem panel = option;
    initStyleOption(&panel, index);
    panel.text.clear();
    const QStyle *style = option.widget->style();
    style->drawControl(QStyle::CE_ItemViewItem, &panel, painter, option.widget);

    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isActive = option.state.testFlag(QStyle::State_Active);
    const QPalette::ColorGroup group = isActive ? QPalette::Active : QPalette::Inactive;
    painter->save();
    const Card card(entryOf(index), option, option.rect.width());
    for (const CardLine &line : card.lines()) {
        painter->setFont(line.font);
        painter->setPen(isSelected ? option.palette.color(group, QPalette::HighlightedText)
                                   : toneColor(line.tone, option.palette));
        painter->drawText(line.rect.translated(option.rect.topLeft()), line.flags, line.text);
    }
    if (!isSelected) {
        painter->setPen(option.palette.color(QPalette::Midlight));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
    painter->restore();
}

QSize DownlinkCardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    return {width, Card(entryOf(index), option, width).height()};
}

} // namespace thingsdesk
