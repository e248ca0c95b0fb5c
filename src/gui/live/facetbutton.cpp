// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/facetbutton.h"

#include "gui/base/popups.h"
#include "gui/base/texts.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

constexpr int choicesWithoutSearch = 8;
constexpr int shownLabel = 14; ///< characters of a single value on the button
constexpr int keyRole = Qt::UserRole;

} // namespace

FacetButton::FacetButton(QWidget *parent)
    : QToolButton(parent)
    , m_popup(new QFrame(this, Qt::Popup))
    , m_search(new QLineEdit(m_popup))
    , m_list(new QListWidget(m_popup))
    , m_all(new QPushButton(tr("Untick &all"), m_popup))
{
    setFocusPolicy(Qt::TabFocus);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setUpPopup();
    connect(this, &QToolButton::clicked, this, &FacetButton::openPopup);
}

void FacetButton::setUpPopup()
{
    popups::frame(*m_popup);
    m_search->setObjectName(QStringLiteral("facetSearchEdit"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the values"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("facetList"));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_all->setObjectName(QStringLiteral("facetAllButton"));
    m_all->setAutoDefault(false);
    auto *layout = new QVBoxLayout(m_popup);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(m_all);
    connect(m_search, &QLineEdit::textChanged, this, &FacetButton::narrow);
    connect(m_list, &QListWidget::itemChanged, this, &FacetButton::takeTicks);
    connect(m_list, &QListWidget::itemActivated, this, [](QListWidgetItem *item) {
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    });
    connect(m_all, &QPushButton::clicked, this, [this] {
        setChosen({});
        fill();
        Q_EMIT chosenChanged();
    });
}

void FacetButton::setTitle(const QString &title)
{
    m_title = title;
    m_list->setAccessibleName(title);
    setAccessibleName(tr("Filter by %1").arg(title.toLower()));
    setToolTip(tr("Show only the ticked values; nothing ticked shows all"));
    showChosen();
}

QString FacetButton::labelOf(const QString &key) const
{
    for (const FacetChoice &choice : m_choices)
        if (choice.key == key)
            return choice.label;
    return m_labelOf != nullptr ? m_labelOf(key) : key;
}

void FacetButton::setChoices(const QList<FacetChoice> &choices)
{
    m_choices = choices;
    showChosen();
    if (m_popup->isVisible())
        fill();
}

void FacetButton::setChosen(const QStringList &keys)
{
    m_chosen = keys;
    showChosen();
    if (m_popup->isVisible())
        fill();
}

void FacetButton::showChosen()
{
    QString text = m_title;
    if (m_chosen.size() == 1) {
        QString label = texts::plain(labelOf(m_chosen.first()));
        if (label.size() > shownLabel)
            label = label.first(shownLabel) + u'…';
        text = QStringLiteral("%1: %2").arg(m_title, label);
    } else if (m_chosen.size() > 1) {
        text = QStringLiteral("%1: %2").arg(m_title).arg(m_chosen.size());
    }
    setText(QString(text).replace(QLatin1String("&"), QLatin1String("&&")) + QStringLiteral(" ▾"));
    QFont bold(font());
    bold.setBold(!m_chosen.isEmpty());
    setFont(bold);
    m_all->setEnabled(!m_chosen.isEmpty());
}

void FacetButton::fill()
{
    const QSignalBlocker quiet(m_list);
    const QString current =
        m_list->currentItem() != nullptr ? m_list->currentItem()->data(keyRole).toString() : QString();
    m_list->clear();
    QList<FacetChoice> shown = m_choices;
    for (const QString &key : m_chosen)
        if (std::none_of(m_choices.begin(), m_choices.end(), [&](const auto &choice) { return choice.key == key; }))
            shown.append({key, labelOf(key), 0});
    for (const FacetChoice &choice : std::as_const(shown)) {
        const QString label = texts::plain(choice.label);
        auto *item = new QListWidgetItem(
            choice.count > 0 ? QStringLiteral("%1   (%2)").arg(label, texts::count(choice.count)) : label, m_list);
        item->setData(keyRole, choice.key);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(m_chosen.contains(choice.key) ? Qt::Checked : Qt::Unchecked);
        if (choice.key == current)
            m_list->setCurrentItem(item);
    }
    m_search->setVisible(shown.size() > choicesWithoutSearch || !m_search->text().isEmpty());
    narrow();
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
}

void FacetButton::narrow()
{
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        item->setHidden(!item->text().contains(m_search->text(), Qt::CaseInsensitive));
    }
}

void FacetButton::takeTicks()
{
    QStringList keys;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            keys.append(m_list->item(row)->data(keyRole).toString());
    if (keys == m_chosen)
        return;
    m_chosen = keys;
    showChosen();
    Q_EMIT chosenChanged();
}

void FacetButton::openPopup()
{
    Q_EMIT aboutToOpen();
    m_search->clear();
    fill();
    m_popup->setFixedSize(fontMetrics().averageCharWidth() * 40, fontMetrics().height() * 18);
    popups::open(*m_popup, *this);
    (m_search->isVisible() ? static_cast<QWidget *>(m_search) : m_list)->setFocus();
}

} // namespace thingsdesk
