// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/gotodialog.h"

#include "gui/base/tones.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

constexpr int widest = 560;
constexpr int shownRows = 12;
constexpr int textMargin = 8;

/// The name, and at the end where it is.
class GoToDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        const QString place = index.data(GoToModel::PlaceRole).toString();
        const int width = std::min(item.fontMetrics.horizontalAdvance(place), item.rect.width() / 2);
        // The style draws the name in what the place leaves; its ground goes over all.
        const QString name = item.text;
        item.text = item.fontMetrics.elidedText(
            name, Qt::ElideRight, item.rect.width() - width - item.decorationSize.width() - 5 * textMargin);
        const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

        const bool isSelected = item.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setPen(isSelected ? item.palette.color(QPalette::HighlightedText)
                                   : toneColor(Tone::Muted, item.palette));
        const QRect room(item.rect.right() - width - textMargin, item.rect.top(), width, item.rect.height());
        painter->drawText(QStyle::visualRect(item.direction, item.rect, room), Qt::AlignVCenter | Qt::AlignRight,
                          item.fontMetrics.elidedText(place, Qt::ElideMiddle, width));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 12};
    }
};

} // namespace

GoToDialog::GoToDialog(QWidget *window)
    : QFrame(window, Qt::Popup)
    , m_model(new GoToModel(this))
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(new QLabel(tr("Nothing fits."), this))
{
    setObjectName(QStringLiteral("goToDialog"));
    setAccessibleName(tr("Go to"));
    setFrameShape(QFrame::StyledPanel);
    m_edit->setObjectName(QStringLiteral("goToEdit"));
    m_edit->setAccessibleName(tr("Go to a device, page or action"));
    m_edit->setPlaceholderText(tr("Device, page or action"));
    m_edit->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("goToList"));
    m_list->setAccessibleName(tr("What fits"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new GoToDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setObjectName(QStringLiteral("goToNothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_edit);
    column->addWidget(m_list);
    column->addWidget(m_nothing);
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setPattern(text);
        place();
    });
    connect(m_edit, &QLineEdit::returnPressed, this, [this] { goTo(m_list->currentIndex()); });
    connect(m_list, &QListView::clicked, this, &GoToDialog::goTo);
}

void GoToDialog::open(QList<GoToEntry> entries)
{
    m_edit->clear();
    m_model->setPattern({});
    m_model->setEntries(std::move(entries));
    place();
    show();
    m_edit->setFocus();
}

void GoToDialog::place()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_list->setVisible(!isEmpty);
    m_nothing->setVisible(isEmpty);
    if (!isEmpty) {
        m_list->setCurrentIndex(m_model->index(0));
        const int rows = std::min(m_model->rowCount(), shownRows);
        m_list->setFixedHeight(rows * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth());
    }
    const QWidget *window = parentWidget();
    const int width = std::min(widest, window->width() - 32);
    setFixedWidth(width);
    adjustSize();
    move(window->mapToGlobal(QPoint((window->width() - width) / 2, window->height() / 8)));
}

void GoToDialog::goTo(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    // The entries may go while it runs.
    const std::function<void()> go = m_model->entry(index.row()).go;
    hide();
    go();
}

bool GoToDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

} // namespace thingsdesk
