/**
 * Written on 28 November 2026 and frozen before its first run. A line with `#` names the kind of the queries below it.
 */
export const ROUND_1 = {
  queries: `
    # other scripts
    イヴァティル = match/round-6 | song/cure | character/ivan | character/till
    ヒョンア = character/hyuna
    フレディ = character/freddie
    ヘペル = character/heperu
    セゲイン = term/segyein
    アナクトガーデン = term/anakt-garden
    Тилл = character/till
    Мизи = character/mizi
    # singers and makers
    루비아이 = character/mizi
    아쿠게츠 = character/till
    qmeng co director = series/alien-stage
    비비노스 유튜브 = series/alien-stage
    # the series and its links
    alienstage wiki = series/alien-stage
    alnst twt = series/alien-stage
    에이스테 공홈 = series/alien-stage
    공식 트위터 주소 = series/alien-stage
    # pairs
    ivantill kiss = episode/round-6
    미지 × 수아 = match/round-1 | episode/special-1 | song/my-clematis
    Ivan & Till = match/round-6 | song/cure
    hyuluka song = song/wiege
    mizisua duet = song/my-clematis | song/karma | song/candy-scar
    현아랑 루카 = episode/after-final-1 | song/wiege
    # abbreviations
    alnst ep6 = episode/round-6 | match/round-6
    r5 luka mizi = match/round-5 | episode/round-5 | song/ruler-of-my-heart
    otr au = term/off-the-record
    zs round 1 = episode/zombie-stage-1 | match/zombie-stage-1
    # other words
    music academy = term/anakt-garden
    준결 = match/round-5 | match/round-6
    인간 애완동물 = term/pet-human
    spin off = term/zombie-stage | term/off-the-record | episode/zombie-stage-1
    # numbers and units
    5R = episode/round-5 | match/round-5
    rnd. 2 = episode/round-2 | match/round-2
    r-6 = episode/round-6 | match/round-6
    제6라운드 = episode/round-6 | match/round-6
    roundtwo = episode/round-2 | match/round-2
    50기 = term/anakt-class
    # emoji
    💛👑 = character/luka
    🖤🎸 = match/round-6 | song/cure
    # the other keyboard
    tndk shfo = song/heart-sua | song/bonbon | song/sweet-dream | song/my-clematis | song/karma | song/candy-scar
    gpvpfn = character/heperu
    ㅗㅛㅕㅜㅁ = character/hyuna
    # looks
    the girl with long brown hair = character/hyuna
    은발 남자애 = character/till
    빨간 눈 캐릭터 = character/ivan
    boy with messy hair = character/till
    # songs by singer or scene
    cinah songs = song/sweet-dream | song/my-clematis | song/heart-sua | song/karma | song/candy-scar | song/bonbon
    song where ivan kisses till = song/cure
    song mizi and luka sang = song/ruler-of-my-heart
    song when till gets shot = song/blink-gone
    미지 수아 듀엣곡 = song/my-clematis | song/karma | song/candy-scar
    # slips
    wiedge = song/wiege | episode/after-final-1
    rular of my heart = song/ruler-of-my-heart
    블링크건 = song/blink-gone
    # romanised
    hyeonwoo = character/hyun-woo
    eonsha = character/unsha
    # lyrics
    큐어 가사 = song/cure
    unknown till the end lyrics english = song/unknown-till-the-end
    sweet dream romanized lyrics = song/sweet-dream
    # slang and mixed
    틸 최애 = character/till
    ivan my beloved = character/ivan
    round 6 결과 = match/round-6 | episode/round-6
    미지 song = song/my-clematis | song/ruler-of-my-heart | song/witch-mizi | song/karma | song/mirror-mizi | song/candy-scar`,
  falseFriends: `
    until dawn != character/till
    chicken recipe =
    막차 시간 =
    틸트 != character/till
    수아레즈 != character/sua
    미지근한 물 != character/mizi
    round trip != episode/round-1
    ivanka != character/ivan
    discord nitro =
    r2d2 != episode/round-2
    ep 12 =
    라운드 10 =
    blue sky =
    점심 뭐 먹지 =
    hyundai != character/hyuna
    carmen != song/karma
    sugar != character/sua
    secure password != song/cure
    how tall is the eiffel tower =`,
  questions: `
    what age is mizi = trait character/mizi: 22
    수아 키 몇 센티야 = trait character/sua: 158
    루카 몇 키로 = trait character/luka: 63
    when was luka born = trait character/luka: December
    틸 생일이 언제지 = trait character/till: June
    수아 주인 이름 = trait character/sua: Nigeh
    till's mom name = trait character/till: Io
    미지 목소리 누구 = trait character/mizi: Oh Eun Soo
    who performs black sorrow = singers song/black-sorrow: PARK
    룰러 오브 마이 하트 누가 부름 = singers song/ruler-of-my-heart: BL8M
    what did hyuna sing = songs character/hyuna: All-In
    이반 무슨 노래 불렀어 = songs character/ivan: Black Sorrow
    라운드 5 승자 누구임 = won match/round-5: Luka
    who won season 50 = won *: Luka
    who got eliminated round 2 = lost match/round-2: Acorn
    3라운드에서 진 사람 = lost match/round-3: Durian
    what was the score in round 1 = score match/round-1: 87
    라운드 3 몇 대 몇 = score match/round-3: 90
    did hyuna survive = alive character/hyuna: Died
    미지 살았어 죽었어 = alive character/mizi: Alive
    are mizi and sua dating = relation character/mizi: love
    루카랑 현아 무슨 관계야 = relation character/luka: love
    where do i stream alien stage = watch series/alien-stage: YouTube
    카르마 어디서 볼 수 있어 = watch *: e8lSYc3WvJ8
    에이스테 보는 순서 = order *: Round 1
    which episode comes first = order *: Round 1
    is there a new episode soon = next *:
    신작 언제 떠 = next *:
    who animated alien stage = made *: VIVINOS
    이거 누가 만든 거야 = made *: VIVINOS
    what day did karma drop = when *: 2025-06-27
    라운드 3 언제 올라왔어 = when *: 2023-01-05`,
  noQuestions: `
    till the end
    my sister won the lottery
    how tall is the eiffel tower
    언제 밥 먹어
    어제 축구 누가 이겼지`,
} as const;
