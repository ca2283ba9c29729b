/** Written on 28 November 2026, after round 2 was mended, and frozen before it was first run. */
export const ROUND_3 = {
  queries: `
    # as found
    애완인간 = term/pet-human
    이반 50기 = character/ivan | term/anakt-class
    루카 헤페루 관계 = character/luka | character/heperu
    현아 루카 키스 = episode/special-3 | character/luka | character/hyuna
    real ivan vs luka = character/ivan | character/luka
    My All-In Interpretation = song/all-in | episode/special-3
    True face comic = term/comics
    ティル 誕生日 = character/till
    エイリアンステージ ラウンド6 = episode/round-6 | match/round-6
    스아 미지 = match/round-1 | episode/special-1 | song/my-clematis
    # other scripts
    ミジとスア = match/round-1 | episode/special-1 | song/my-clematis
    ルカ vs ティル = match/final
    Иван и Тилл = match/round-6 | song/cure
    Суа = character/sua
    卡玛 = song/karma | episode/after-final-2
    卢卡 歌 = song/ruler-of-my-heart | song/blink-gone | song/wiege
    ブラックソロウ = song/black-sorrow
    カルマ = song/karma | episode/after-final-2
    スイートドリーム = song/sweet-dream
    # singers and makers
    루비아이 노래 = song/my-clematis | song/ruler-of-my-heart | song/karma | song/candy-scar
    식스에프유 = character/hyuna
    mizi voice actor = character/mizi
    스튜디오 리코 = series/alien-stage
    who drew this = series/alien-stage
    # series and links
    alienstg = series/alien-stage
    에이스테 위키 = series/alien-stage
    공식 빌리빌리 = series/alien-stage
    jun togawa = series/alien-stage
    # pairs
    tillmizi = character/till | character/mizi
    틸미지 = character/till | character/mizi
    ivan sua friendship = character/ivan | character/sua
    mizi and hyuna = episode/special-3 | match/round-5 | character/mizi | character/hyuna
    미수 커플 = match/round-1 | episode/special-1 | song/my-clematis | character/mizi
    # abbreviations
    rd6 = episode/round-6 | match/round-6
    ost part 5 = song/ruler-of-my-heart
    ep. 2 song = song/unknown-till-the-end
    bg luka till song = song/blink-gone
    # other words
    last round = match/final | episode/final
    four remaining = match/round-5 | match/round-6
    4강전 = match/round-5 | match/round-6
    earth invaded by aliens = term/invasion | series/alien-stage
    the 2038 invasion = term/invasion
    spaceship = term/rocket
    # numbers
    round6 = episode/round-6 | match/round-6
    라운드five = episode/round-5 | match/round-5
    1화 = episode/round-1 | match/round-1
    ROUND Ⅴ = episode/round-5 | match/round-5
    제 3 라운드 = episode/round-3 | match/round-3
    # emoji
    🌺💛 = song/wiege | episode/after-final-1
    # keyboard
    zmfflakxltm = song/my-clematis
    fkdnsem 1 = episode/round-1 | match/round-1
    ㅏㅁ그ㅁ = song/karma | episode/after-final-2
    # looks
    보라색 눈 여자애 = character/sua
    guy with black hair = character/ivan
    tallest character = character/ivan
    갈색 긴머리 = character/hyuna
    # songs
    hyuna and luka duet = song/wiege
    song in the rain = song/cure
    song of mizi's revenge = song/karma
    노래 없는 영상 = episode/special-1
    AKUGETSU solo = song/unknown-till-the-end
    zombie round song = song/candy-scar
    # slips
    black sorro = song/black-sorrow
    unkown = song/unknown-till-the-end
    prolouge = episode/prologue
    미즈 = character/mizi
    룰러오브마이핫 = song/ruler-of-my-heart
    # slang and mixed
    luka is so evil = character/luka
    수아 사랑해 = character/sua
    틸 불쌍해 = character/till
    till 생일 = character/till
    ivan 죽음 = character/ivan | episode/round-6
    현아 age = character/hyuna`,
  falseFriends: `
    kindergarten cop != series/alien-stage
    resident evil != character/luka
    black panther != character/ivan
    rock paper scissors =
    sweet potato != song/sweet-dream
    candy crush != song/candy-scar
    round table != episode/round-1
    unknown error != character/till
    poker all in one != character/hyuna
    류카 != character/mizi
    가르마 != song/karma
    티비 != character/till
    이발소 != character/ivan
    hyena != match/round-5
    karen != song/karma
    season pass =
    100화 =
    round 4.5 != episode/round-5
    how to cook rice =
    학교 급식 != character/mizi`,
  questions: `
    how old is hyuna rn = trait character/hyuna: 27
    what year is ivan's birthday = trait character/ivan: February
    미지는 키가 어떻게 돼 = trait character/mizi: 162
    루카 mbti 뭐야 = trait character/luka:
    what are sua's hobbies = trait character/sua: stars
    does luka have any illness = trait character/luka: heart
    현아 머리 색 = trait character/hyuna: brown
    what class is till in = trait character/till: 50
    틸 타투 어디 있어 = trait character/till:
    틸 아빠 누구 = trait character/till:
    who's singing in candy scar = singers song/candy-scar: Rubyeye
    카르마 보컬 = singers song/karma: Rubyeye
    which songs does mizi have = songs character/mizi: MY CLEMATIS
    3라운드 곡명 = songs *: Black Sorrow
    song name of the final round = songs *: BLINK GONE
    who beat mizi = won *: Luka
    시즌 50 우승자 = won *: Luka
    champion of alien stage = won *: Luka
    who lost against luka in the final = lost *: Till
    라운드6 패자 = lost match/round-6: Ivan
    how many points did mizi get in round 1 = score match/round-1: 87
    4라운드 점수 = score match/round-4:
    is mizi dead or alive = alive character/mizi: Alive
    아이작 살아있어? = alive character/isaac:
    틸 살아남나요 = alive character/till: Alive
    what's between hyuna and luka = relation *: love
    미지와 틸의 관계 = relation character/mizi: Till loves
    where can i find round 1 = watch *: qQlVtAiFARI
    에일리언 스테이지 어디서 보나요 = watch *: YouTube
    what's the correct viewing order = order *: Round 1
    정주행 하려면 뭐부터? = order *: Round 1
    what comes after round 6 = next *:
    다음 편 언제야 = next *:
    who wrote the songs = made *: STUDIO LICO
    비비노스가 만든 거야? = made *: VIVINOS
    when was the first episode released = when *:
    큐어 언제 나왔어 = when *:
    캔디스카 발매일 = when *:`,
  noQuestions: `
    birthday cake
    tall grass
    who knows
    winner winner chicken dinner
    우리 엄마 생신
    영화 언제 개봉해
    order pizza`,
} as const;
