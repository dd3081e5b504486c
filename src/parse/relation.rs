//! Dependency relations.

/// A relation of Universal Dependencies, with the subtypes that the French treebanks use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Relation {
    /// `root`.
    Root,
    /// `acl`.
    Acl,
    /// `acl:relcl`.
    AclRelcl,
    /// `advcl`.
    Advcl,
    /// `advcl:cleft`.
    AdvclCleft,
    /// `advmod`.
    Advmod,
    /// `amod`.
    Amod,
    /// `appos`.
    Appos,
    /// `aux`.
    Aux,
    /// `aux:caus`.
    AuxCaus,
    /// `aux:pass`.
    AuxPass,
    /// `aux:tense`.
    AuxTense,
    /// `case`.
    Case,
    /// `cc`.
    Cc,
    /// `ccomp`.
    Ccomp,
    /// `clf`.
    Clf,
    /// `compound`.
    Compound,
    /// `conj`.
    Conj,
    /// `cop`.
    Cop,
    /// `csubj`.
    Csubj,
    /// `csubj:pass`.
    CsubjPass,
    /// `dep`.
    Dep,
    /// `dep:comp`.
    DepComp,
    /// `det`.
    Det,
    /// `discourse`.
    Discourse,
    /// `dislocated`.
    Dislocated,
    /// `expl`.
    Expl,
    /// `expl:comp`.
    ExplComp,
    /// `expl:pass`.
    ExplPass,
    /// `expl:pv`.
    ExplPv,
    /// `expl:subj`.
    ExplSubj,
    /// `fixed`.
    Fixed,
    /// `flat`.
    Flat,
    /// `flat:foreign`.
    FlatForeign,
    /// `flat:name`.
    FlatName,
    /// `goeswith`.
    Goeswith,
    /// `iobj`.
    Iobj,
    /// `iobj:agent`.
    IobjAgent,
    /// `list`.
    List,
    /// `mark`.
    Mark,
    /// `nmod`.
    Nmod,
    /// `nmod:appos`.
    NmodAppos,
    /// `nsubj`.
    Nsubj,
    /// `nsubj:caus`.
    NsubjCaus,
    /// `nsubj:outer`.
    NsubjOuter,
    /// `nsubj:pass`.
    NsubjPass,
    /// `nummod`.
    Nummod,
    /// `obj`.
    Obj,
    /// `obj:agent`.
    ObjAgent,
    /// `obj:lvc`.
    ObjLvc,
    /// `obl`.
    Obl,
    /// `obl:agent`.
    OblAgent,
    /// `obl:arg`.
    OblArg,
    /// `obl:mod`.
    OblMod,
    /// `orphan`.
    Orphan,
    /// `parataxis`.
    Parataxis,
    /// `parataxis:insert`.
    ParataxisInsert,
    /// `parataxis:parenth`.
    ParataxisParenth,
    /// `punct`.
    Punct,
    /// `reparandum`.
    Reparandum,
    /// `vocative`.
    Vocative,
    /// `xcomp`.
    Xcomp,
}

impl Relation {
    /// All; the index is the discriminant.
    pub const ALL: [Self; 62] = [
        Self::Root,
        Self::Acl,
        Self::AclRelcl,
        Self::Advcl,
        Self::AdvclCleft,
        Self::Advmod,
        Self::Amod,
        Self::Appos,
        Self::Aux,
        Self::AuxCaus,
        Self::AuxPass,
        Self::AuxTense,
        Self::Case,
        Self::Cc,
        Self::Ccomp,
        Self::Clf,
        Self::Compound,
        Self::Conj,
        Self::Cop,
        Self::Csubj,
        Self::CsubjPass,
        Self::Dep,
        Self::DepComp,
        Self::Det,
        Self::Discourse,
        Self::Dislocated,
        Self::Expl,
        Self::ExplComp,
        Self::ExplPass,
        Self::ExplPv,
        Self::ExplSubj,
        Self::Fixed,
        Self::Flat,
        Self::FlatForeign,
        Self::FlatName,
        Self::Goeswith,
        Self::Iobj,
        Self::IobjAgent,
        Self::List,
        Self::Mark,
        Self::Nmod,
        Self::NmodAppos,
        Self::Nsubj,
        Self::NsubjCaus,
        Self::NsubjOuter,
        Self::NsubjPass,
        Self::Nummod,
        Self::Obj,
        Self::ObjAgent,
        Self::ObjLvc,
        Self::Obl,
        Self::OblAgent,
        Self::OblArg,
        Self::OblMod,
        Self::Orphan,
        Self::Parataxis,
        Self::ParataxisInsert,
        Self::ParataxisParenth,
        Self::Punct,
        Self::Reparandum,
        Self::Vocative,
        Self::Xcomp,
    ];

    /// Returns the name in CoNLL-U.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Acl => "acl",
            Self::AclRelcl => "acl:relcl",
            Self::Advcl => "advcl",
            Self::AdvclCleft => "advcl:cleft",
            Self::Advmod => "advmod",
            Self::Amod => "amod",
            Self::Appos => "appos",
            Self::Aux => "aux",
            Self::AuxCaus => "aux:caus",
            Self::AuxPass => "aux:pass",
            Self::AuxTense => "aux:tense",
            Self::Case => "case",
            Self::Cc => "cc",
            Self::Ccomp => "ccomp",
            Self::Clf => "clf",
            Self::Compound => "compound",
            Self::Conj => "conj",
            Self::Cop => "cop",
            Self::Csubj => "csubj",
            Self::CsubjPass => "csubj:pass",
            Self::Dep => "dep",
            Self::DepComp => "dep:comp",
            Self::Det => "det",
            Self::Discourse => "discourse",
            Self::Dislocated => "dislocated",
            Self::Expl => "expl",
            Self::ExplComp => "expl:comp",
            Self::ExplPass => "expl:pass",
            Self::ExplPv => "expl:pv",
            Self::ExplSubj => "expl:subj",
            Self::Fixed => "fixed",
            Self::Flat => "flat",
            Self::FlatForeign => "flat:foreign",
            Self::FlatName => "flat:name",
            Self::Goeswith => "goeswith",
            Self::Iobj => "iobj",
            Self::IobjAgent => "iobj:agent",
            Self::List => "list",
            Self::Mark => "mark",
            Self::Nmod => "nmod",
            Self::NmodAppos => "nmod:appos",
            Self::Nsubj => "nsubj",
            Self::NsubjCaus => "nsubj:caus",
            Self::NsubjOuter => "nsubj:outer",
            Self::NsubjPass => "nsubj:pass",
            Self::Nummod => "nummod",
            Self::Obj => "obj",
            Self::ObjAgent => "obj:agent",
            Self::ObjLvc => "obj:lvc",
            Self::Obl => "obl",
            Self::OblAgent => "obl:agent",
            Self::OblArg => "obl:arg",
            Self::OblMod => "obl:mod",
            Self::Orphan => "orphan",
            Self::Parataxis => "parataxis",
            Self::ParataxisInsert => "parataxis:insert",
            Self::ParataxisParenth => "parataxis:parenth",
            Self::Punct => "punct",
            Self::Reparandum => "reparandum",
            Self::Vocative => "vocative",
            Self::Xcomp => "xcomp",
        }
    }

    /// Returns the relation named `name`; an unknown subtype gives its universal relation.
    pub fn parse(name: &str) -> Option<Self> {
        let find = |name: &str| Self::ALL.into_iter().find(|r| r.as_str() == name);
        find(name).or_else(|| find(name.split(':').next()?))
    }

    /// Returns the universal relation, without subtype.
    pub fn base(self) -> Self {
        match self {
            Self::AclRelcl => Self::Acl,
            Self::AdvclCleft => Self::Advcl,
            Self::AuxCaus => Self::Aux,
            Self::AuxPass => Self::Aux,
            Self::AuxTense => Self::Aux,
            Self::CsubjPass => Self::Csubj,
            Self::DepComp => Self::Dep,
            Self::ExplComp => Self::Expl,
            Self::ExplPass => Self::Expl,
            Self::ExplPv => Self::Expl,
            Self::ExplSubj => Self::Expl,
            Self::FlatForeign => Self::Flat,
            Self::FlatName => Self::Flat,
            Self::IobjAgent => Self::Iobj,
            Self::NmodAppos => Self::Nmod,
            Self::NsubjCaus => Self::Nsubj,
            Self::NsubjOuter => Self::Nsubj,
            Self::NsubjPass => Self::Nsubj,
            Self::ObjAgent => Self::Obj,
            Self::ObjLvc => Self::Obj,
            Self::OblAgent => Self::Obl,
            Self::OblArg => Self::Obl,
            Self::OblMod => Self::Obl,
            Self::ParataxisInsert => Self::Parataxis,
            Self::ParataxisParenth => Self::Parataxis,
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_bases() {
        for relation in Relation::ALL {
            assert_eq!(Relation::parse(relation.as_str()), Some(relation));
        }
        assert_eq!(Relation::parse("nsubj:unheard"), Some(Relation::Nsubj));
        assert_eq!(Relation::parse("subject"), None);
        assert_eq!(Relation::AclRelcl.base(), Relation::Acl);
    }
}
