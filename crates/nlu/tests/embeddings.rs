//! A folder of static embeddings makes understanding better, and a damaged one is refused. The folder is made up here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashMap;
use std::sync::Arc;

use baton_nlu::embeddings::{Embedder, Embeddings, EmbeddingsError, StaticEmbeddings};
use baton_nlu::evaluation::{Labelled, train, train_with};
use baton_nlu::{IntentModel, ModelError};
use proptest::prelude::*;
use safetensors::tensor::{Dtype, TensorView};
use serde_json::{Value, json};

/// Words and where they lie: things to carry money in, losing, opening, times of day.
const WORDS: &[(&str, [f32; 4])] = &[
    ("wallet", [1.0, 0.0, 0.0, 0.0]),
    ("purse", [0.95, 0.1, 0.0, 0.0]),
    ("lost", [0.0, 1.0, 0.0, 0.0]),
    ("vanish", [0.1, 0.9, 0.0, 0.0]),
    ("##ed", [0.0, 0.1, 0.0, 0.0]),
    ("open", [0.0, 0.0, 1.0, 0.0]),
    ("hours", [0.0, 0.0, 0.3, 1.0]),
    ("sunday", [0.0, 0.0, 0.0, 1.0]),
    ("pizza", [-0.5, -0.5, -0.5, -0.5]),
];

fn table() -> Vec<u8> {
    WORDS.iter().flat_map(|(_, of)| of).flat_map(|number| number.to_le_bytes()).collect()
}

fn tensors(shape: &[usize], data: &[u8], dtype: Dtype) -> Vec<u8> {
    let view = TensorView::new(dtype, shape.to_vec(), data).unwrap();
    safetensors::serialize([("embeddings", view)], None).unwrap()
}

fn word_pieces() -> Vec<u8> {
    let vocab: HashMap<&str, usize> = WORDS.iter().enumerate().map(|(id, (word, _))| (*word, id)).collect();
    let file = json!({
        "normalizer": {"type": "BertNormalizer", "lowercase": true},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "vocab": vocab}
    });
    file.to_string().into_bytes()
}

fn folder() -> StaticEmbeddings {
    let tensors = tensors(&[WORDS.len(), 4], &table(), Dtype::F32);
    StaticEmbeddings::read(b"{\"model_type\": \"model2vec\"}", &word_pieces(), &tensors).unwrap()
}

fn shared() -> Embeddings {
    Some(Arc::new(folder()))
}

fn lessons() -> Vec<Labelled> {
    let of = |(utterance, intent): &(&str, &str)| Labelled {
        utterance: (*utterance).to_owned(),
        intent: (*intent).to_owned(),
    };
    [
        ("my wallet is lost", "Wallet.Lost"),
        ("lost wallet", "Wallet.Lost"),
        ("i lost my wallet", "Wallet.Lost"),
        ("are you open", "Hours"),
        ("opening hours", "Hours"),
        ("open sunday", "Hours"),
    ]
    .iter()
    .map(of)
    .collect()
}

fn best(model: &IntentModel, utterance: &str) -> (String, f32) {
    model.classify(utterance).into_iter().next().map(|best| (best.name, best.confidence)).unwrap_or_default()
}

#[test]
fn words_of_one_meaning_are_near_and_a_word_is_cut_into_pieces() {
    let folder = folder();
    let near = |a: &str, b: &str| -> f32 {
        let (a, b) = (folder.embed(a).unwrap(), folder.embed(b).unwrap());
        a.iter().zip(&b).map(|(a, b)| a * b).sum()
    };
    assert!(near("Wallet", "purse") > 0.98 && near("wallet", "open") < 0.1);
    assert!(near("vanished!", "lost") > 0.9);
    assert_eq!(folder.embed("xyzzy"), None);
    assert_eq!(folder.embed(""), None);
}

#[test]
fn what_shares_no_letter_with_the_data_is_understood_with_embeddings_and_not_without() {
    let (with, without) = (train_with(&lessons(), &shared()), train(&lessons()));
    assert!(best(&without, "purse vanished").1 < 30.0);
    let (name, confidence) = best(&with, "purse vanished");
    assert_eq!(name, "Wallet.Lost");
    assert!(confidence >= 40.0, "{confidence}");
    assert!(best(&with, "pizza").1 < 30.0);
    // What was understood without them still is.
    assert_eq!(best(&with, "my wallet is lost"), ("Wallet.Lost".to_owned(), 100.0));
    assert_eq!(best(&with, "hours on sunday").0, "Hours");
}

#[test]
fn the_same_data_and_embeddings_give_the_same_model_and_it_wants_them_back() {
    let (one, other) = (train_with(&lessons(), &shared()), train_with(&lessons(), &shared()));
    assert_eq!(one.to_bytes(), other.to_bytes());
    let again = IntentModel::from_bytes(&one.to_bytes(), &shared()).unwrap();
    assert_eq!(best(&again, "purse vanished"), best(&one, "purse vanished"));
    assert_eq!(IntentModel::from_bytes(&one.to_bytes(), &None), Err(ModelError::OtherEmbeddings));
    assert_eq!(
        IntentModel::from_bytes(&train(&lessons()).to_bytes(), &shared()),
        Err(ModelError::OtherEmbeddings)
    );
}

#[test]
fn the_likeliest_pieces_of_a_unigram_tokenizer_are_taken() {
    let vocab =
        json!([["<unk>", 0.0], ["▁pay", -2.0], ["ment", -2.0], ["▁p", -9.0], ["ayment", -9.0], ["s", -3.0]]);
    let file = json!({"model": {"type": "Unigram", "unk_id": 0, "vocab": vocab}}).to_string();
    let rows: [f32; 12] = [9.0, 9.0, 1.0, 0.0, 0.0, 1.0, -1.0, 0.0, 0.0, -1.0, 0.0, 0.0];
    let bytes: Vec<u8> = rows.iter().flat_map(|number| number.to_le_bytes()).collect();
    let read = StaticEmbeddings::read(b"{}", file.as_bytes(), &tensors(&[6, 2], &bytes, Dtype::F32)).unwrap();
    let half = std::f32::consts::FRAC_1_SQRT_2;
    for said in ["payments", "  payment  "] {
        let point = read.embed(said).unwrap();
        assert!((point[0] - half).abs() < 1e-6 && (point[1] - half).abs() < 1e-6, "{said}: {point:?}");
    }
    assert_eq!(read.embed("qqq"), None);
}

#[test]
fn what_is_wrong_with_a_folder_is_said() {
    let good = tensors(&[WORDS.len(), 4], &table(), Dtype::F32);
    let model = |model: Value| json!({"model": model}).to_string().into_bytes();
    let unknown = model(json!({"type": "BPE", "vocab": {}, "merges": []}));
    let none = model(json!({"type": "WordPiece", "vocab": {}}));
    let beyond = model(json!({"type": "WordPiece", "vocab": {"a": 4_000_000_000u32}}));
    let pieces = word_pieces();
    for (config, tokenizer, table) in [
        (&b"[]"[..], pieces.as_slice(), good.as_slice()),
        (b"{}", b"{}", &good),
        (b"{}", &unknown, &good),
        (b"{}", &none, &good),
        (b"{}", &beyond, &good),
        (b"{}", &pieces, b""),
        (b"{}", &pieces, &good[..good.len() - 1]),
        (b"{}", &pieces, &tensors(&[WORDS.len() * 4], &table(), Dtype::F32)),
        (b"{}", &pieces, &tensors(&[WORDS.len(), 4], &table(), Dtype::I32)),
        (b"{}", &pieces, &tensors(&[0, 4], &[], Dtype::F32)),
    ] {
        assert!(StaticEmbeddings::read(config, tokenizer, table).is_err());
    }
    let short = tensors(&[2, 4], &table()[..32], Dtype::F32);
    let refused = StaticEmbeddings::read(b"{}", &pieces, &short).unwrap_err();
    assert!(matches!(refused, EmbeddingsError::Mismatch(_)), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_a_point_of_length_one_or_none(text in any::<String>(), long in 0usize..3) {
        let text = text.repeat(1 + long * 500);
        if let Some(point) = folder().embed(&text) {
            let length: f32 = point.iter().map(|of| of * of).sum();
            prop_assert!((length - 1.0).abs() < 1e-4);
        }
    }

    #[test]
    fn any_bytes_are_a_folder_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), place in 0usize..200) {
        let good = tensors(&[WORDS.len(), 4], &table(), Dtype::F32);
        let mut damaged = good.clone();
        for (index, byte) in bytes.iter().enumerate() {
            if let Some(at) = damaged.get_mut(place + index) {
                *at = *byte;
            }
        }
        if let Ok(read) = StaticEmbeddings::read(b"{}", &word_pieces(), &damaged) {
            let _ = read.embed("wallet lost purse");
        }
        let _ = StaticEmbeddings::read(&bytes, &bytes, &bytes);
    }
}
