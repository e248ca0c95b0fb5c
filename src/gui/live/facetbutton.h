// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QToolButton>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace thingsdesk {

/// One value to choose, with how often it stands in the history (0 = not told).
struct FacetChoice
{
    QString key;
    QString label;
    quint64 count = 0;
};

/// A button that opens a list of values to tick; nothing ticked lets everything pass. With many values the list has a
/// search line. Object names: the button's own, and `facetList`, `facetSearchEdit`, `facetAllButton` in its popup.
class FacetButton final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FacetButton)
public:
    explicit FacetButton(QWidget *parent = nullptr);

    /// "Device": stands on the button as long as nothing is ticked.
    void setTitle(const QString &title);
    /// Values that are ticked but not among the choices stay, with no count.
    void setChoices(const QList<FacetChoice> &choices);
    QStringList chosen() const { return m_chosen; }
    /// Tells nobody.
    void setChosen(const QStringList &keys);
    void setLabelOf(QString (*label)(const QString &key)) { m_labelOf = label; }

    void openPopup();

Q_SIGNALS:
    void aboutToOpen(); ///< read the counts anew
    void chosenChanged();

private:
    void setUpPopup();
    void fill();
    void narrow();
    void takeTicks();
    void showChosen();
    QString labelOf(const QString &key) const;

    QString m_title;
    QList<FacetChoice> m_choices;
    QStringList m_chosen;
    QString (*m_labelOf)(const QString &) = nullptr;
    QFrame *m_popup;
    QLineEdit *m_search;
    QListWidget *m_list;
    QPushButton *m_all;
};

} // namespace thingsdesk
