/**
 * Written on 28 November 2026, after round 7 was mended, and frozen before it was first run: chat as it is typed, with
 * slang, politeness, autocorrect and comparisons, and headings and titles of fans' pages.
 */
export const ROUND_8 = {
  queries: `
    # tell me about
    tell me about mizi = character/mizi
    can u explain segyein pls = term/segyein
    info on hyuna?? = character/hyuna
    whats the deal with luka = character/luka
    explain the zombie stage au = term/zombie-stage | episode/zombie-stage-1
    what even is anakt garden = term/anakt-garden
    who tf is isaac = character/isaac
    who is that guy with the guitar = character/till | character/freddie
    who's the blonde guy = character/luka
    the pink haired girl lol = character/mizi
    # Korean, polite and not
    이반이 누구인가요? = character/ivan
    루카 누구였더라 = character/luka
    애완인간이 뭐임? = term/pet-human
    세계인이 뭔가요ㅠㅠ = term/segyein
    수아 왜 죽었냐 = character/sua | episode/round-1 | match/round-1
    틸 지금 살아있음? = character/till
    현아 다리 왜 없나요 = character/hyuna
    와계인은 또 뭐냐ㅋㅋㅋ = term/wagyein
    반란군 리더가 누구임 = character/hyuna | character/jacob | term/rebellion
    미지 마지막에 어떻게 됐나요 = character/mizi
    # slang and chat
    ivantill 😭😭😭 = match/round-6 | episode/round-6 | song/cure | character/ivan | character/till
    이반틸 미쳤다ㅋㅋㅋㅋ = match/round-6 | episode/round-6 | song/cure | character/ivan | character/till
    TILLLLL = character/till
    miziiii <3 = character/mizi
    루카 ㅠㅠㅠ = character/luka
    hyuna my queen = character/hyuna
    omg ivan = character/ivan
    수아야... = character/sua
    # phone's autocorrect and slips
    hyuna's brither = character/hyun-woo | character/hyuna
    alein stage = series/alien-stage
    aliem stage = series/alien-stage
    unknwon till the end = song/unknown-till-the-end
    rular of my heart = song/ruler-of-my-heart
    wiegie = song/wiege | episode/after-final-1
    black sorow = song/black-sorrow
    blink gon = song/blink-gone
    에일리언 스테이쥐 = series/alien-stage
    클레마티수 = song/my-clematis
    아넉트 가든 = term/anakt-garden
    swet dreams = song/sweet-dream | episode/prologue
    # romanised Korean
    miji = character/mizi
    hyeona = character/hyuna
    segyein = term/segyein
    hyeonu = character/hyun-woo
    banrangun = term/rebellion
    aewan ingan = term/pet-human
    # Japanese and Chinese
    ティル かわいい = character/till
    イヴァンは死んだの？ = character/ivan
    ルカとヒョナの関係 = character/luka | character/hyuna | song/wiege | episode/after-final-1
    エイリアンステージ 順番 = series/alien-stage
    イヴァティル = match/round-6 | episode/round-6 | song/cure | character/ivan | character/till
    セゲイン = term/segyein
    伊万和提尔 = match/round-6 | episode/round-6 | song/cure
    异形舞台 第六轮 = match/round-6 | episode/round-6
    # numbers and units
    rd 5 vid = episode/round-5
    3rd one ivan solo = episode/round-3 | match/round-3 | song/black-sorrow
    1라 노래 뭐였지 = song/my-clematis
    round 6 kiss scene timestamp = episode/round-6 | match/round-6
    S50 winner = character/luka | match/final
    # what happens
    the one where sua dies = episode/round-1 | match/round-1
    mizi punching luka = episode/round-5 | match/round-5
    song where till gets shot = song/blink-gone
    luka clone lore = character/luka | episode/after-final-1
    hyuna death scene = episode/after-final-1 | character/hyuna
    ivan choking till = episode/round-6 | match/round-6
    이반이 틸 목 조르는 장면 = episode/round-6 | match/round-6
    미지가 루카 때린 거 = episode/round-5 | match/round-5
    현아가 루카 대신 총 맞는 = episode/after-final-1 | character/hyuna
    루카 복제인간 = character/luka | episode/after-final-1
    till guitar alive = character/freddie
    # who and what belongs
    till's mom = character/till | character/io
    이반 주인 = character/ivan | character/unsha
    mizi's owner = character/mizi | character/shine
    guy who abuses till = character/urak
    creators of alien stage = series/alien-stage
    alnst discord twitter account = series/alien-stage
    where can i buy merch = term/goods
    muse dash collab = term/muse-dash
    sua and mizi duet = song/my-clematis | song/karma | song/candy-scar
    songs w mizi in it = song/my-clematis | song/ruler-of-my-heart | song/witch-mizi | song/karma | song/mirror-mizi | song/candy-scar
    # comparison
    who is older mizi or sua = character/mizi | character/sua
    is ivan taller than till = character/ivan | character/till
    루카랑 현아 중에 누가 더 나이 많아 = character/luka | character/hyuna
    틸 이반 키차이 = character/till | character/ivan`,
  falseFriends: `
    until tomorrow guys != character/till
    gonna be a long night lol =
    ivanka != character/ivan
    mazda != character/mizi
    luka doncic != character/hyuna
    cure for headache != episode/final
    미지근한 물 != character/mizi
    수아레즈 골 != character/sua
    틸트 != character/till
    이반적으로 =
    점심 뭐 먹지 =
    ㅋㅋㅋㅋㅋ =
    gg ez =
    round trip ticket != episode/round-1
    season finale of friends != character/luka
    unknown caller id != character/till
    pizza =
    🍕🍕 =
    생일 축하해 =
    karma is a cat != episode/final`,
  questions: `
    yo how old is mizi again lol = trait character/mizi: 22
    틸 몇 살인가요? = trait character/till: 21
    이반 키 몇임 = trait character/ivan: 186
    현아 생일이 언제였더라 = trait character/hyuna: September
    수아 혈액형 뭐냐 = trait character/sua:
    whats tills mbti = trait character/till: INFP
    이반 엠비티아이 뭔가요 = trait character/ivan: ESTJ
    does luka have a disease = trait character/luka: heart
    mizi's fav things = trait character/mizi: Sua
    what flower is ivan = trait character/ivan: poppy
    틸 눈 무슨 색인가요 = trait character/till: Teal
    who owns sua = trait character/sua: Nigeh
    수아 주인 누구임 = trait character/sua: Nigeh
    who's the singer for hyuna = trait character/hyuna: 6FU
    루카 노래 누가 부르나요 = trait character/luka: BL8M
    who is older mizi or sua = trait character/sua: 23
    is ivan taller than till = trait character/ivan: 186
    루카랑 현아 중에 누가 더 나이 많아 = trait character/luka: 30
    틸 이반 키차이 = trait character/till: 178
    ティルの身長 = trait character/till: 178
    イヴァンの誕生日はいつ = trait character/ivan: February
    who won ivan vs till = won *: Till
    6라운드 누가 이겼나요 = won match/round-6: Till
    결승에서 누가 이김? = won match/final: Luka
    who got eliminated in r5 = lost match/round-5: Mizi
    3라 누가 졌음 = lost match/round-3: Durian
    what was the score of round 3 = score match/round-3: 90
    is till still alive?? = alive character/till: Alive
    이반 죽었나요ㅠㅠ = alive character/ivan: Killed
    현아 죽었음? = alive character/hyuna: Died
    イヴァンは死んだの = alive character/ivan: Killed
    do mizi and sua love each other = relation *: love
    미지랑 수아 무슨 사이임 = relation *: 사랑
    how are hyuna and hyunwoo related = relation *: brother
    where can i watch alien stage = watch *: YouTube
    에이스테 어디서 보나요 = watch *: YouTube
    what order do i watch this in = order *: Round 1
    에이스테 보는 순서 알려주세요 = order *: Round 1
    다음 편 언제 나오나요 = next *:
    who created alnst = made *: VIVINOS
    when did karma drop = when *: 2025-06-27
    라운드1 언제 나왔어요 = when *: 2022-09-07
    who sings cure = singers song/cure: AKUGETSU
    큐어 누가 불렀나요 = singers song/cure: AKUGETSU
    what song plays in round 5 = songs *: Ruler
    현아 노래 제목 뭐였죠 = songs character/hyuna: All-In`,
  noQuestions: `
    so how was your day
    who wants to play
    오늘 뭐 봐
    i love this show
    누가 이거 봤어
    when is lunch
    how tall is the tower
    next please`,
} as const;
