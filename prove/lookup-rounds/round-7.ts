/** Written on 28 November 2026, after round 6 was mended, and frozen before it was first run. */
export const ROUND_7 = {
  queries: `
    # as found
    에일리언 스테이지 줄거리 = series/alien-stage
    루카 우승 = character/luka | match/final
    틸 기타 프레디 = character/freddie
    이반 언샤 = character/ivan | character/unsha
    Mizi pink hair protagonist = character/mizi
    Hyuna and Luka prologue = episode/prologue
    アナクトガーデン 50期 = term/anakt-class | term/anakt-garden
    イヴァン ティル キス = episode/round-6 | match/round-6
    엔딩 이후 미지 = character/mizi
    ivan red poppy = character/ivan
    # other scripts
    ミジ ルカ = match/round-5 | song/ruler-of-my-heart
    スア 歌 = song/sweet-dream | song/my-clematis | song/heart-sua | song/karma | song/candy-scar | song/bonbon
    ガーディアン = term/guardian
    Мизи и Суа = match/round-1 | song/my-clematis | episode/special-1
    ブリンクゴーン = song/blink-gone
    # singers and makers
    akugetsu cure = song/cure
    비비노스 감독 = series/alien-stage
    studio lico twitter = series/alien-stage
    오은수 = character/mizi
    # series and links
    alien stage series = series/alien-stage
    official patreon = series/alien-stage
    에이스테 팬위키 = series/alien-stage
    # pairs
    ivan/till kiss = episode/round-6 | match/round-6
    미지×수아 = match/round-1 | song/my-clematis | episode/special-1
    hyuluka = song/wiege | episode/after-final-1
    till with luka = match/final | song/blink-gone
    루카랑 틸 = match/final | song/blink-gone
    # abbreviations
    R5 song = song/ruler-of-my-heart
    ep1 = episode/round-1 | match/round-1
    alnst s50 = term/season-50
    # other words
    the finale = match/final | episode/final | episode/after-final-2
    quarter final = match/round-1 | match/round-2 | match/round-3 | match/round-4
    외전 = term/off-the-record | term/zombie-stage
    alien race = term/segyein
    만화 = term/comics
    # numbers
    round three = episode/round-3 | match/round-3
    2nd round = episode/round-2 | match/round-2
    라운드 오 = episode/round-5 | match/round-5
    6번째 = episode/round-6 | match/round-6
    # emoji
    💛 vs 🎸 = match/final
    🌺?? = character/hyuna
    # keyboard
    fnzk gusdk = song/wiege | episode/after-final-1
    xlf vs dlqks = match/round-6
    ㅡㅑㅋㅑ 내ㅜㅎ = song/my-clematis | song/ruler-of-my-heart | song/witch-mizi | song/karma | song/mirror-mizi | song/candy-scar
    # looks
    blond curly hair = character/luka
    grey eyes = character/hyuna
    분홍 머리 여자애 이름 = character/mizi
    긴 갈색 머리 = character/hyuna
    # songs
    kiss round song = song/cure
    song of luka and till = song/blink-gone
    미지랑 수아 노래 = song/my-clematis | song/karma | song/candy-scar
    현아 솔로 = song/all-in
    round 2 guitar = episode/round-2
    cure mizi sua version = song/cure-mizi-sua
    # slips
    ivaan = character/ivan
    my clemtis = song/my-clematis
    luuka = character/luka
    rebelion = term/rebellion
    블렉 소로우 = song/black-sorrow
    카르므 = song/karma | episode/after-final-2
    # slang and mixed
    till is baby = character/till
    mizi girlboss = character/mizi
    루카 나쁜놈 = character/luka
    이반 ost = song/black-sorrow | song/cure
    round 1 가사 = song/my-clematis
    수아 bday = character/sua`,
  falseFriends: `
    lukasz != character/luka
    tillamook cheese != character/till
    ivanhoe != character/ivan
    mizuki != character/mizi
    suarez != character/sua
    hyundae != character/hyuna
    curious != song/cure
    carman != song/karma
    이반나 != character/till
    미지수 함수 != character/sua
    현아리 != character/luka
    틸란드시아 != character/till
    ground floor != episode/round-1
    round 15 =
    20화 =
    season 4 =
    guitar hero != character/till
    banana =
    오늘의 운세 =
    where is the bathroom =`,
  questions: `
    how old is sua = trait character/sua: 23
    미지 나이 몇 = trait character/mizi: 22
    how tall is hyuna = trait character/hyuna: 181
    틸 몸무게 = trait character/till: 71
    ivan blood type = trait character/ivan: B
    루카 눈색 = trait character/luka: Gold
    who's luka's guardian = trait character/luka: Heperu
    현아 가디언 = trait character/hyuna: Phan
    수아 언니 이름 = trait character/sua: sister
    luka favorite = trait character/luka: Hyuna
    who sang all-in = singers song/all-in: 6FU
    룰러 오브 마이 하트 부른 사람 = singers song/ruler-of-my-heart: BL8M
    songs sung by sua = songs character/sua: MY CLEMATIS
    라운드 1 노래 뭐임 = songs *: MY CLEMATIS
    who is the winner of round 5 = won match/round-5: Luka
    결승 승자 = won match/final: Luka
    who was eliminated in round 3 = lost match/round-3: Durian
    2라운드 패배 = lost match/round-2: Acorn
    round 1 score? = score match/round-1: 87
    이반 틸 몇 대 몇 = score *: 89
    is sua dead = alive character/sua: Killed
    루카 살았어? = alive character/luka: Alive
    is acorn dead = alive character/acorn:
    what is the relationship between ivan and sua = relation *: plan
    루카랑 현아 사이 = relation *: love
    where do i watch it = watch *: YouTube
    카르마 링크 = watch *: e8lSYc3WvJ8
    watching order please = order *: Round 1
    뭐부터 보면 돼 = order *: Round 1
    when is the next one = next *:
    다음 라운드 언제 해 = next *:
    who makes alien stage = made *: VIVINOS
    제작자가 누구야 = made *: VIVINOS
    when did wiege come out = when *:
    3라운드 공개일 언제 = when *: 2023-01-05
    what's mizi's talent = trait character/mizi: ghost`,
  noQuestions: `
    love is blind
    all in one
    next stop
    relationship advice
    노래방
    순서
    guitar lessons`,
} as const;
