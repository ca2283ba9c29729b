/** Written on 28 November 2026, after round 5 was mended, and frozen before it was first run. */
export const ROUND_6 = {
  queries: `
    # as found
    Alien Stage MY CLEMATIS Round 1 = song/my-clematis | episode/round-1 | match/round-1
    ALIEN STAGE OST CURE = song/cure
    이반 틸 굿바이 키스 = episode/round-6 | match/round-6
    에이스테 인간 반란군 = term/rebellion
    루카 다리찢기 = character/luka
    Hyuna prosthetic leg = character/hyuna
    ミジの声優 = character/mizi
    スアの誕生日 = character/sua
    セゲインとは = term/segyein
    till flower art = character/till
    # other scripts
    ティルとルカ = match/final | song/blink-gone
    ロケット = term/rocket
    Лука и Хёна = song/wiege | episode/after-final-1
    アナクト = term/anakt-garden | character/anakt
    铁线莲 歌词 = song/my-clematis
    # singers and makers
    rubyeye songs = song/my-clematis | song/ruler-of-my-heart | song/karma | song/candy-scar
    틸 부른 가수 = character/till
    c!nah singer = character/sua
    vivinos twitter = series/alien-stage
    제작진 = series/alien-stage
    # series and links
    alien stage mal page = series/alien-stage
    에일리언스테이지 공식 유튜브 = series/alien-stage
    alnst bilibili = series/alien-stage
    # pairs
    ivan till duet = song/cure
    미지 루카 대결 = match/round-5
    Mizi and Sua childhood = episode/special-1
    루카x현아 = song/wiege | episode/after-final-1
    suamizi song = song/my-clematis | song/karma | song/candy-scar
    # abbreviations
    r2 song = song/unknown-till-the-end
    6화 = episode/round-6 | match/round-6
    otr = term/off-the-record
    zombie stage r1 = episode/zombie-stage-1 | match/zombie-stage-1
    # other words
    semi finals = match/round-5 | match/round-6
    alien owners = term/guardian
    해방군 = term/rebellion
    음악학교 = term/anakt-garden
    au zombie = term/zombie-stage | episode/zombie-stage-1
    # numbers
    fourth match = match/round-4
    4라 = match/round-4
    세번째 라운드 = episode/round-3 | match/round-3
    round 5!!! = episode/round-5 | match/round-5
    # emoji
    🖤 노래 = song/black-sorrow | song/cure
    # keyboard
    alwl shfo = song/my-clematis | song/ruler-of-my-heart | song/witch-mizi | song/karma | song/mirror-mizi | song/candy-scar
    gusdk todlf = character/hyuna
    ㅊㅕㄱㄷ = song/cure
    # looks
    black haired girl = character/sua
    갈색머리 여자 = character/hyuna
    청록색 눈 남자 = character/till
    # songs
    song of mizi and luka = song/ruler-of-my-heart
    blond guy song = song/blink-gone | song/ruler-of-my-heart | song/wiege
    final round song = song/blink-gone
    수아 캐릭터송 = song/heart-sua | song/bonbon
    mizi character song = song/witch-mizi | song/mirror-mizi
    sweet dream extended = song/sweet-dream-extended
    # slips
    anakt gardn = term/anakt-garden
    blink gonee = song/blink-gone
    hyeuna = character/hyuna
    wige = song/wiege | episode/after-final-1
    프롤로구 = episode/prologue
    # slang and mixed
    luka my king = character/luka
    이반 ㅠㅠ = character/ivan
    till 나이 = character/till
    미지 death = character/mizi
    sua 노래 = song/sweet-dream | song/my-clematis | song/heart-sua | song/karma | song/candy-scar | song/bonbon
    karma 가사 = song/karma
    round 3 ivan = episode/round-3 | match/round-3`,
  falseFriends: `
    lukoil != character/luka
    tilapia recipe != character/till
    ivan the terrible movie != match/round-6
    mizrahi != character/mizi
    suave != character/sua
    hyunsoo != character/hyuna
    finalize != match/final
    karmic != episode/round-1
    미지수 != character/sua
    수아레 != character/mizi
    루카렐리 != character/mizi
    round the clock != episode/round-1
    episode 77 =
    12라운드 =
    시즌 7 =
    taxi driver =
    banana bread =
    점심 메뉴 =
    지하철 노선도 =
    whats the weather =`,
  questions: `
    what's till's height = trait character/till: 178
    sua weight = trait character/sua: 48
    루카 키 몇 cm = trait character/luka: 174
    이반 혈액형 뭐야 = trait character/ivan: B
    hyuna's birthday = trait character/hyuna: September
    미지 꽃 = trait character/mizi: lematis
    till guardian = trait character/till: Urak
    이반 주인 누구야 = trait character/ivan: Unsha
    does till have a mother = trait character/till: Io
    루카 건강 = trait character/luka: heart
    who sings karma = singers song/karma: Rubyeye
    캔디스카 누가 불러 = singers song/candy-scar: Rubyeye
    what does luka sing = songs character/luka: BLINK GONE
    6라운드 곡 = songs *: CURE
    who won the match between till and ivan = won *: Till
    1라운드 누가 이겼나요 = won match/round-1: Mizi
    who lost to till in round 2 = lost *: Acorn
    결승에서 누가 졌어 = lost match/final: Till
    what was the score of round 6 = score match/round-6: 89
    3라운드 점수 알려줘 = score match/round-3: 90
    is luka alive = alive character/luka: Alive
    수아 죽었나요 = alive character/sua: Killed
    does mizi survive = alive character/mizi: Alive
    relationship of till and ivan = relation *: love
    미지 틸 관계 = relation *: love
    where can i watch round 6 = watch episode/round-6: SV9SwKd6J3w
    1라운드 어디서 봐 = watch episode/round-1: qQlVtAiFARI
    in which order do i watch = order *: Round 1
    순서대로 보고 싶어 = order *: Round 1
    when's the next round = next *:
    다음 화 언제 = next *:
    who directed alien stage = made *: VIVINOS
    에이스테 만든 사람 = made *: VIVINOS
    when was karma released = when *: 2025-06-27
    좀비 스테이지 1라운드 언제 나왔어 = when *: 2026-06-26
    how old is luka in the end = trait character/luka: 37`,
  noQuestions: `
    sing along
    who are you
    next door
    만들기 수업
    순대국밥
    died laughing
    best winner`,
} as const;
