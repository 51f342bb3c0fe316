"""A few words of each script in which customers write."""

from __future__ import annotations

SCRIPTS = {
    "Latin, Greek, Cyrillic": "Größe Ελλάς Привет",
    "Arabic": "رسالة ترحيب",
    "Hebrew": "שירות לקוחות",
    "Devanagari": "हिन्दी में पत्र",
    "Thai": "จดหมายต้อนรับ",
    "Chinese, simplified": "签订合同、庆祝。",
    "Chinese, traditional": "簽訂合約：「慶祝」",
    "Japanese": "ようこそ、マーケティング部の第一歩",
    "Korean": "환영 편지를 보냅니다",
    "emoji": "🎉😀📞",
    "signs": "→ ✓ ≤ ★",
}
