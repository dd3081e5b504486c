//! Morphological features.

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// `Gender=Fem`.
    Fem,
    /// `Gender=Masc`.
    Masc,
}

impl Gender {
    fn as_str(self) -> &'static str {
        match self {
            Self::Fem => "Fem",
            Self::Masc => "Masc",
        }
    }

    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "Fem" => Self::Fem,
            "Masc" => Self::Masc,
            _ => return None,
        })
    }
}

/// Mood of a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mood {
    /// `Mood=Cnd`.
    Cnd,
    /// `Mood=Imp`.
    Imp,
    /// `Mood=Ind`.
    Ind,
    /// `Mood=Sub`.
    Sub,
}

impl Mood {
    fn as_str(self) -> &'static str {
        match self {
            Self::Cnd => "Cnd",
            Self::Imp => "Imp",
            Self::Ind => "Ind",
            Self::Sub => "Sub",
        }
    }

    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "Cnd" => Self::Cnd,
            "Imp" => Self::Imp,
            "Ind" => Self::Ind,
            "Sub" => Self::Sub,
            _ => return None,
        })
    }
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// `Number=Plur`.
    Plur,
    /// `Number=Sing`.
    Sing,
}

impl Number {
    fn as_str(self) -> &'static str {
        match self {
            Self::Plur => "Plur",
            Self::Sing => "Sing",
        }
    }

    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "Plur" => Self::Plur,
            "Sing" => Self::Sing,
            _ => return None,
        })
    }
}

/// Type of a pronoun, determiner or adverb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PronType {
    /// `PronType=Art`.
    Art,
    /// `PronType=Dem`.
    Dem,
    /// `PronType=Exc`.
    Exc,
    /// `PronType=Ind`.
    Ind,
    /// `PronType=Int`.
    Int,
    /// `PronType=Neg`.
    Neg,
    /// `PronType=Prs`.
    Prs,
    /// `PronType=Rel`.
    Rel,
}

impl PronType {
    fn as_str(self) -> &'static str {
        match self {
            Self::Art => "Art",
            Self::Dem => "Dem",
            Self::Exc => "Exc",
            Self::Ind => "Ind",
            Self::Int => "Int",
            Self::Neg => "Neg",
            Self::Prs => "Prs",
            Self::Rel => "Rel",
        }
    }

    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "Art" => Self::Art,
            "Dem" => Self::Dem,
            "Exc" => Self::Exc,
            "Ind" => Self::Ind,
            "Int" => Self::Int,
            "Neg" => Self::Neg,
            "Prs" => Self::Prs,
            "Rel" => Self::Rel,
            _ => return None,
        })
    }
}

/// Tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// `Tense=Fut`.
    Fut,
    /// `Tense=Imp`.
    Imp,
    /// `Tense=Past`.
    Past,
    /// `Tense=Pres`.
    Pres,
}

impl Tense {
    fn as_str(self) -> &'static str {
        match self {
            Self::Fut => "Fut",
            Self::Imp => "Imp",
            Self::Past => "Past",
            Self::Pres => "Pres",
        }
    }

    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "Fut" => Self::Fut,
            "Imp" => Self::Imp,
            "Past" => Self::Past,
            "Pres" => Self::Pres,
            _ => return None,
        })
    }
}

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerbForm {
    /// `VerbForm=Fin`.
    Fin,
    /// `VerbForm=Inf`.
    Inf,
    /// `VerbForm=Part`.
    Part,
}

impl VerbForm {
    fn as_str(self) -> &'static str {
        match self {
            Self::Fin => "Fin",
            Self::Inf => "Inf",
            Self::Part => "Part",
        }
    }

    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "Fin" => Self::Fin,
            "Inf" => Self::Inf,
            "Part" => Self::Part,
            _ => return None,
        })
    }
}

/// Voice of a participle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// `Voice=Act`.
    Act,
    /// `Voice=Pass`.
    Pass,
}

impl Voice {
    fn as_str(self) -> &'static str {
        match self {
            Self::Act => "Act",
            Self::Pass => "Pass",
        }
    }

    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "Act" => Self::Act,
            "Pass" => Self::Pass,
            _ => return None,
        })
    }
}

/// Definiteness of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Definite {
    /// `Definite=Def`.
    Def,
    /// `Definite=Ind`.
    Ind,
}

impl Definite {
    fn as_str(self) -> &'static str {
        match self {
            Self::Def => "Def",
            Self::Ind => "Ind",
        }
    }

    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "Def" => Self::Def,
            "Ind" => Self::Ind,
            _ => return None,
        })
    }
}

/// Type of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumType {
    /// `NumType=Card`.
    Card,
    /// `NumType=Ord`.
    Ord,
}

impl NumType {
    fn as_str(self) -> &'static str {
        match self {
            Self::Card => "Card",
            Self::Ord => "Ord",
        }
    }

    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "Card" => Self::Card,
            "Ord" => Self::Ord,
            _ => return None,
        })
    }
}

/// The features of a word that the stages use; those that no stage reads are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feats {
    /// Grammatical gender.
    pub gender: Option<Gender>,
    /// Mood of a finite verb.
    pub mood: Option<Mood>,
    /// Grammatical number.
    pub number: Option<Number>,
    /// Type of a pronoun, determiner or adverb.
    pub pron_type: Option<PronType>,
    /// Tense.
    pub tense: Option<Tense>,
    /// Form of a verb.
    pub verb_form: Option<VerbForm>,
    /// Voice of a participle.
    pub voice: Option<Voice>,
    /// Definiteness of an article.
    pub definite: Option<Definite>,
    /// Type of a number.
    pub num_type: Option<NumType>,
    /// Grammatical person, 1 to 3.
    pub person: Option<u8>,
    /// Person of the possessor (`son`: 3).
    pub person_psor: Option<u8>,
    /// Number of the possessor (`leur`: plural).
    pub number_psor: Option<Number>,
    /// Whether a word negates (`ne`, `pas`).
    pub negative: bool,
    /// `Foreign=Yes`.
    pub foreign: bool,
    /// `Poss=Yes`.
    pub poss: bool,
    /// `Reflex=Yes`.
    pub reflex: bool,
}

impl Feats {
    /// Reads a FEATS column; features and values that [`Feats`] does not hold are passed over.
    pub fn parse(column: &str) -> Self {
        let mut feats = Self::default();
        for (name, value) in column.split('|').filter_map(|pair| pair.split_once('=')) {
            match name {
                "Definite" => feats.definite = Definite::parse(value),
                "Foreign" => feats.foreign = value == "Yes",
                "Gender" => feats.gender = Gender::parse(value),
                "Mood" => feats.mood = Mood::parse(value),
                "Number" => feats.number = Number::parse(value),
                "Number[psor]" => feats.number_psor = Number::parse(value),
                "NumType" => feats.num_type = NumType::parse(value),
                "Person" => feats.person = value.parse().ok(),
                "Person[psor]" => feats.person_psor = value.parse().ok(),
                "Polarity" => feats.negative = value == "Neg",
                "Poss" => feats.poss = value == "Yes",
                "PronType" => feats.pron_type = PronType::parse(value),
                "Reflex" => feats.reflex = value == "Yes",
                "Tense" => feats.tense = Tense::parse(value),
                "VerbForm" => feats.verb_form = VerbForm::parse(value),
                "Voice" => feats.voice = Voice::parse(value),
                _ => {}
            }
        }
        feats
    }

    /// Whether they are those of a finite verb.
    pub fn is_finite(&self) -> bool {
        self.verb_form == Some(VerbForm::Fin)
    }
}

impl std::fmt::Display for Feats {
    /// Writes a FEATS column: sorted, `_` where there is none.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut separator = "";
        let mut put = |name: &str, value: &str| {
            let result = write!(f, "{separator}{name}={value}");
            separator = "|";
            result
        };
        if let Some(value) = self.definite {
            put("Definite", value.as_str())?;
        }
        if self.foreign {
            put("Foreign", "Yes")?;
        }
        if let Some(value) = self.gender {
            put("Gender", value.as_str())?;
        }
        if let Some(value) = self.mood {
            put("Mood", value.as_str())?;
        }
        if let Some(value) = self.number {
            put("Number", value.as_str())?;
        }
        if let Some(value) = self.number_psor {
            put("Number[psor]", value.as_str())?;
        }
        if let Some(value) = self.num_type {
            put("NumType", value.as_str())?;
        }
        if let Some(value) = self.person {
            put("Person", &value.to_string())?;
        }
        if let Some(value) = self.person_psor {
            put("Person[psor]", &value.to_string())?;
        }
        if self.negative {
            put("Polarity", "Neg")?;
        }
        if self.poss {
            put("Poss", "Yes")?;
        }
        if let Some(value) = self.pron_type {
            put("PronType", value.as_str())?;
        }
        if self.reflex {
            put("Reflex", "Yes")?;
        }
        if let Some(value) = self.tense {
            put("Tense", value.as_str())?;
        }
        if let Some(value) = self.verb_form {
            put("VerbForm", value.as_str())?;
        }
        if let Some(value) = self.voice {
            put("Voice", value.as_str())?;
        }
        if *self == Self::default() { f.write_str("_") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_read_and_written_back() {
        let column = "Gender=Masc|Number=Plur|Person[psor]=3|Polarity=Neg|Poss=Yes|PronType=Prs";
        assert_eq!(Feats::parse(column).to_string(), column);
        assert_eq!(Feats::parse("_").to_string(), "_");
        assert_eq!(Feats::parse("ExtPos=ADV").to_string(), "_");
    }
}
