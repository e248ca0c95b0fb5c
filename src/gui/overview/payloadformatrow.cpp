// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/payloadformatrow.h"

#include "gui/base/texts.h"
#include "gui/connect/fieldnote.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>

namespace thingsdesk {

PayloadFormatRow::PayloadFormatRow(QWidget *parent)
    : QWidget(parent)
    , m_combo(new QComboBox(this))
    , m_save(new QPushButton(tr("Save format"), this))
    , m_note(new FieldNote(this))
{
    m_combo->setObjectName(QStringLiteral("payloadFormatCombo"));
    m_combo->setAccessibleName(tr("Payload format"));
    for (const auto &[format, name] : {std::pair(PayloadFormat::None, tr("None: bytes only")),
                                       std::pair(PayloadFormat::Custom, tr("Custom functions")),
                                       std::pair(PayloadFormat::CayenneLpp, tr("Cayenne LPP"))})
        m_combo->addItem(name, static_cast<int>(format));
    m_save->setObjectName(QStringLiteral("saveFormatButton"));
    m_save->setAccessibleName(m_save->text());
    m_save->setAutoDefault(false);
    m_note->setObjectName(QStringLiteral("payloadFormatNote"));
    m_note->setField(m_combo);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_combo, 0, 0);
    grid->addWidget(m_save, 0, 1);
    grid->setColumnStretch(2, 1);
    grid->addWidget(m_note, 1, 0, 1, 3);
    setFocusProxy(m_combo);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &PayloadFormatRow::showState);
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveWanted(chosen()); });
    showState();
}

void PayloadFormatRow::setApplication(const Application &application)
{
    const bool keep = isEdited();
    m_application = application;
    m_known = true;
    if (!keep)
        choose(application.format);
    showState();
}

bool PayloadFormatRow::isEdited() const
{
    return m_known && chosen() != m_application.format;
}

void PayloadFormatRow::forgetEdit()
{
    m_known = false;
}

PayloadFormat PayloadFormatRow::chosen() const
{
    return m_combo->currentIndex() < 0 ? PayloadFormat::Unknown
                                       : static_cast<PayloadFormat>(m_combo->currentData().toInt());
}

void PayloadFormatRow::choose(PayloadFormat format)
{
    m_combo->setCurrentIndex(m_combo->findData(static_cast<int>(format)));
}

void PayloadFormatRow::showState()
{
    QString hint;
    QString problem;
    switch (chosen()) {
    case PayloadFormat::None:
        hint = tr("The handler decodes nothing.");
        if (m_known && m_application.functions != PayloadFunctions())
            problem =
                tr("Payload functions are set: V2 would go on using them. Remove the functions first, on the page "
                   "Payload functions.");
        break;
    case PayloadFormat::Custom:
        hint = tr("The handler runs the functions of the page Payload functions.");
        break;
    case PayloadFormat::CayenneLpp:
        hint = m_application.functions == PayloadFunctions()
                   ? tr("The handler decodes Cayenne LPP by itself.")
                   : tr("The handler decodes Cayenne LPP by itself. The payload functions are kept, unused.");
        break;
    case PayloadFormat::Unknown:
        hint = m_known ? tr("The handler stores the format \"%1\", which it does not know: it decodes nothing.")
                             .arg(texts::plain(m_application.formatName, 60))
                       : QString();
        break;
    }
    m_note->setHint(hint);
    m_note->setProblem(problem);
    m_save->setEnabled(isEdited() && problem.isEmpty());
    m_save->setToolTip(problem.isEmpty() ? QString() : problem);
}

} // namespace thingsdesk
