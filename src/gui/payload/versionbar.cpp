// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/versionbar.h"

#include "gui/base/texts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(const FunctionVersion &version)
{
    const QString time = texts::clock(version.time);
    return version.note.isEmpty() ? time : time + u" — "_s + texts::plain(version.note, 60);
}

} // namespace

VersionBar::VersionBar(QWidget *parent)
    : QWidget(parent)
{
    m_combo = new QComboBox(this);
    m_combo->setObjectName(u"versionCombo"_s);
    m_combo->setAccessibleName(tr("Version to compare with"));
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(28);
    auto *label = new QLabel(tr("Compare &with:"), this);
    label->setBuddy(m_combo);
    m_note = new QLineEdit(this);
    m_note->setObjectName(u"versionNoteEdit"_s);
    m_note->setAccessibleName(tr("Note on this version"));
    m_note->setPlaceholderText(tr("Note on this version"));
    m_note->setMaxLength(200);
    m_restore = new QPushButton(tr("Res&tore"), this);
    m_restore->setObjectName(u"restoreVersionButton"_s);
    m_restore->setAutoDefault(false);
    m_restore->setToolTip(tr("Put this version into the editors. It is saved by Save."));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_combo);
    row->addWidget(m_note, 1);
    row->addWidget(m_restore);
    connect(m_combo, &QComboBox::currentIndexChanged, this, [this] {
        refresh();
        Q_EMIT chosen();
    });
    connect(m_note, &QLineEdit::editingFinished, this, [this] {
        if (index() >= 0)
            Q_EMIT noteEdited(index(), m_note->text().trimmed());
    });
    connect(m_restore, &QPushButton::clicked, this, &VersionBar::restoreWanted);
    setVersions({});
}

/// The combo has the handler first, then the versions, newest first.
qsizetype VersionBar::index() const
{
    return m_combo->currentIndex() <= 0 ? -1 : m_versions.size() - m_combo->currentIndex();
}

std::optional<FunctionVersion> VersionBar::current() const
{
    return index() < 0 ? std::nullopt : std::optional(m_versions[index()]);
}

void VersionBar::setVersions(const QList<FunctionVersion> &versions)
{
    const std::optional<FunctionVersion> before = current();
    m_versions = versions;
    const QSignalBlocker blocker(m_combo);
    m_combo->clear();
    m_combo->addItem(tr("Saved at the handler"));
    for (qsizetype i = m_versions.size() - 1; i >= 0; --i) {
        m_combo->addItem(titleOf(m_versions[i]));
        if (before && before->time == m_versions[i].time)
            m_combo->setCurrentIndex(m_combo->count() - 1);
    }
    refresh();
}

void VersionBar::refresh()
{
    const std::optional<FunctionVersion> version = current();
    m_note->setEnabled(version.has_value());
    m_note->setText(version ? version->note : QString());
    m_restore->setEnabled(version.has_value());
}

} // namespace thingsdesk
