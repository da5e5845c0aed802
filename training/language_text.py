"""Sentences in five languages for the synthesizer: small grammars of our own, rich in every sound and in lip sounds."""

import re

SPANISH = {
    'thing': '''la mesa verde|el barco pequeño|una ventana abierta|el niño feliz|la bebida fría|un pájaro azul|la calle
        ancha|el perro viejo|la llave nueva|un vaso de agua|el queso fuerte|la lluvia suave|un zapato rojo|el guante
        perdido|la cigüeña blanca|el pingüino gordo|un reloj antiguo|la jirafa joven|el bosque oscuro|una chaqueta
        amarilla|el puente viejo|la fábrica de muebles|un libro interesante|la guitarra española|el teléfono móvil|una
        araña enorme|el huevo frito|la hoja seca|un buey tranquilo|el aeropuerto moderno|la deuda pública|el examen
        difícil|una voz profunda|el fuego|la nube|un mapa del mundo|el jabón|la bombilla|un chorro de aceite|la paella'''
        ,
    'who': '''Pablo|mi abuela|Beatriz|el vecino|Guillermo|nuestra maestra|Jorge|la señora Muñoz|Felipe|un amigo mío|Chavela
        |el jefe|Ximena|la gente|Rubén|Verónica|mi hermano|el bombero|Yolanda|Enrique''',
    'did': '''compró|vende|rompió|busca|abrió|había visto|prefiere|lava|olvidó|encontró|nunca quiso|pintó|guardaba|recibe
        |empujó|mueve|trajo|llevaba|cogió|dibuja|bebió|probó|ha perdido|devolvió|conoce bien''',
    'where': '''en la playa|debajo del puente|junto al río|en el mercado|detrás de la iglesia|por la mañana|cerca de
        Barcelona|fuera de la ciudad|sobre la hierba|en febrero|desde ayer|sin ningún problema|hacia el sur|a las
        nueve|bajo la luna|en el jardín|con mucho gusto|después del viaje|hasta el jueves|en el pueblo de mi padre''',
    'lead': '''bueno|claro que sí|por favor|muchas gracias|hola, buenos días|no, lo siento|de acuerdo|a ver|vale|por
        supuesto|perdón|un momento|oiga|además|pues mire''',
    'lip': '''bomba mamá papá bebé pompa mueve sube hambre nombre cuatro agua huevo puerta bueno fuego jefe flor fabuloso
        verde nube lobo abuelo trabajo pueblo amable problema número siempre tiempo chico ocho mucho lluvia calle yo hoy
        luz cruz uva humo rumbo mambo buzo objeto obvio viva vivimos bebemos fumaban popular público''',
    'number': 'uno dos tres cuatro cinco seis siete ocho nueve diez once quince veinte treinta cuarenta cien mil',
    'frames': '''{who} {did} {thing} {where}.|{lead}, {who} {did} {thing}.|¿Por qué {who} {did} {thing} {where}?|{lead}. Puedo
        ayudarle con {thing}, ¿le parece bien?|{thing} y {thing} están {where}.|{lip}, {lip}, {lip}, {lip} y {lip}.|{who}
        dijo que {thing} no estaba {where}.|Mi número es {number} {number} {number}, {number} {number}.|¿Cuánto cuesta
        {thing}? Unos {number} euros.|{who} y {who} {where} hablan de {thing}.|{lip} {lip} {lip}. {who} {did} {thing}.|¡Qué
        {lip} tan {lip}! {lead}, {lead}.''',
}
FRENCH = {
    'thing': '''la petite maison|un bateau blanc|le vieux pont|une feuille rouge|le jeune homme|la lune|un œuf dur|le beurre
        frais|une brosse à cheveux|le vin brun|la montagne enneigée|un parapluie bleu|le chien méchant|une bouteille d'eau
        |la voiture neuve|le soleil couchant|un peu de sucre|la peinture jaune|un pain chaud|le bruit de la pluie|une
        histoire amusante|le feu|la fenêtre ouverte|un gâteau au chocolat|la vue sur le fleuve|le jardin public|une grande
        ville|le fromage|la peur du vide|un meuble ancien|la famille nombreuse|le travail de nuit|une jupe courte|le champ
        de blé|la voix humaine|un bonbon à la menthe|le mur humide|la cuillère|un nuage|le juin prochain''',
    'who': '''Bruno|ma grand-mère|Philippe|le voisin|Véronique|mon frère|Jacques|la boulangère|Eugénie|Hugo|notre professeur
        |Camille|un inconnu|Guillaume|Huguette|ton oncle|Sébastien|la pharmacienne|Yvonne|le facteur''',
    'did': '''achète|a vendu|cherche|ouvrait|a perdu|préfère|lavait|oublie|a trouvé|ne veut pas|peint|gardait|reçoit|a poussé
        |bouge|apporte|dessinait|a bu|voulait|connaît bien|montre|a rempli|enveloppe|partageait|a choisi''',
    'where': '''à la plage|sous le pont|au bord du fleuve|au marché|derrière l'église|depuis lundi|près de Bordeaux|en dehors de
        la ville|sur l'herbe|en février|sans aucun problème|vers le sud|à neuf heures|dans la cuisine|avec plaisir|après le
        voyage|jusqu'à jeudi|chez mon beau-père|pendant la nuit|au-dessus du feu''',
    'lead': '''bien sûr|oui|bonjour|merci beaucoup|non, je suis désolé|d'accord|voyons|eh bien|s'il vous plaît|un
        moment|pardon|en effet|peut-être|volontiers|à propos''',
    'lip': '''pomme bombe maman papa bébé pompe beau peu bœuf neuf veuve fleur feu vue plume brume chambre nombre huit nuit
        pluie oui loin moi boire rue bijou joue chaud cheveu jeune jaune rouge bouche douche poche bain bon brun blanc pont
        vent fou flou vif famille possible impossible peuple aimable membre propre publique humeur bonheur''',
    'number': 'un deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cent mille',
    'frames': '''{who} {did} {thing} {where}.|{lead}, {who} {did} {thing}.|Pourquoi {who} {did} {thing} {where} ?|{lead}. Je peux
        vous aider avec {thing}, si vous voulez.|{thing} et {thing} sont {where}.|{lip}, {lip}, {lip}, {lip} et {lip}.|{who}
        dit que {thing} n'était pas {where}.|Mon numéro est le {number} {number} {number}, {number} {number}.|Combien coûte
        {thing} ? Environ {number} euros.|{who} et {who} parlent de {thing} {where}.|{lip} {lip} {lip}. {who} {did}
        {thing}.|Quelle {lip} ! {lead}, {lead}.''',
}
ITALIAN = {
    'thing': '''la casa verde|il piccolo gatto|una finestra aperta|lo zio felice|l'acqua fredda|un uccello azzurro|la strada
        larga|il vecchio cane|la chiave nuova|un bicchiere di vino|il formaggio|la pioggia leggera|una scarpa rossa|lo
        gnocco|la famiglia numerosa|il bagno pubblico|un orologio antico|la giraffa giovane|il bosco buio|una giacca gialla|il
        ponte vecchio|la fabbrica di mobili|un libro interessante|la chitarra|il telefono|una zanzara enorme|l'uovo sodo|la
        foglia secca|lo sbaglio|il sogno|la pizza calda|il ghiaccio|la sciarpa|il pesce fresco|un mappamondo|lo
        zucchero|la bambola|il cuoco|un fazzoletto|la cioccolata''',
    'who': '''Paolo|mia nonna|Beatrice|il vicino|Guglielmo|la nostra maestra|Giovanni|la signora Bianchi|Filippo|un amico
        mio|Giuseppe|il capo|Fabrizio|la gente|Pompeo|Vincenzo|mio fratello|il pompiere|Chiara|Agnese''',
    'did': '''comprò|vende|ha rotto|cerca|aprì|aveva visto|preferisce|lava|ha dimenticato|trovò|non vuole|dipinge|guardava|ha
        ricevuto|spinge|muove|portò|disegna|beve|ha provato|perde sempre|conosce bene|sceglie|riempì|abbraccia''',
    'where': '''sulla spiaggia|sotto il ponte|vicino al fiume|al mercato|dietro la chiesa|di mattina|fuori città|sull'erba|a
        febbraio|da ieri|senza problemi|verso sud|alle nove|in giardino|con molto piacere|dopo il viaggio|fino a
        giovedì|in cucina|per sbaglio|nel paese di mio padre''',
    'lead': '''certo|sì|per favore|grazie mille|ciao, buongiorno|no, mi dispiace|va bene|vediamo|dunque|mi
        scusi|un attimo|senta|inoltre|d'accordo|benissimo''',
    'lip': '''mamma babbo bomba pompa bimbo ombra gamba tempo campo uomo uovo buono fuoco suono può più piove nove vivo favola
        bevo febbraio cuffia soffio scuola quattro acqua guerra lingua tubo muro luna tutto brutto rumore numero nome amabile
        possibile problema popolo pubblico scelta pesce ciao giù giorno oggi cielo ceci ruscello asciuga''',
    'number': 'uno due tre quattro cinque sei sette otto nove dieci undici quindici venti trenta quaranta cento mille',
    'frames': '''{who} {did} {thing} {where}.|{lead}, {who} {did} {thing}.|Perché {who} {did} {thing} {where}?|{lead}. Posso
        aiutarla con {thing}, se vuole.|{thing} e {thing} sono {where}.|{lip}, {lip}, {lip}, {lip} e {lip}.|{who} disse che
        {thing} non era {where}.|Il mio numero è {number} {number} {number}, {number} {number}.|Quanto costa {thing}? Circa
        {number} euro.|{who} e {who} parlano {where}.|{lip} {lip} {lip}. {who} {did} {thing}.|Che {lip}! {lead}, {lead}.''',
}
RUSSIAN = {
    'thing': '''большой дом|маленькую лодку|открытое окно|холодную воду|синюю птицу|широкую улицу|старую собаку|новый ключ|стакан
        молока|свежий хлеб|тёплый дождь|красный мяч|жёлтый зонт|белую рубашку|чёрную кошку|вкусное яблоко|горячий чай|щётку|большую
        щуку|мыло|дешёвый билет|интересную книгу|цветную бумагу|подъезд|объявление|длинное письмо|быстрый поезд|тихую
        музыку|шумный рынок|воробья|хороший фильм|общежитие|ёлку|юбку|морковь|пять рублей|ложку мёда|тяжёлый ящик|цыплёнка|площадь''',
    'who': '''Павел|моя бабушка|Вера|сосед|Михаил|наша учительница|Юрий|Фёдор|мой друг|Жанна|начальник|Любовь
        Петровна|Борис|Шура|мой брат|пожарный|Яша|Вячеслав|Эмма|его отец''',
    'did': '''купил|продаёт|сломал|ищет|открыл|видел|любит|моет|забыл|нашёл|не хочет|рисует|берёг|получит|толкает|двигает|принёс
        |пробует|потерял|вернул|хорошо знает|выбирает|вспомнил|бросил|обещал показать''',
    'where': '''на берегу|под мостом|у реки|на рынке|за церковью|утром|недалеко от Москвы|за городом|на траве|в феврале|со
        вчерашнего дня|без проблем|в июле|в восемь часов|в саду|с удовольствием|после поездки|до четверга|на кухне|в деревне у
        дедушки''',
    'lead': '''хорошо|да, конечно|пожалуйста|спасибо большое|добрый день|нет, извините|ладно|давайте посмотрим|значит|одну
        минуту|простите|кроме того|может быть|привет|до свидания''',
    'lip': '''мама папа баба бабушка бомба пума рыба губы зубы вода вобла фома фильм выпил дым мыло был бил пил пыль люблю
        память пять мята мяч вьюга буря пюре бюро имя время племя шум шум жук щука чаща мощь ночь дочь обувь любовь кровь
        вовремя помощь помпа пломба обман объём въезд юбка ёж уют узор облако оба море поле вопрос''',
    'number': 'один два три четыре пять шесть семь восемь девять десять двенадцать двадцать сорок пятьдесят сто тысяча',
    'frames': '''{who} {did} {thing} {where}.|{lead}, {who} {did} {thing}.|Почему {who} {did} {thing} {where}?|{lead}. Я могу вам
        помочь, если хотите.|{who} и {who} были {where}.|{lip}, {lip}, {lip}, {lip} и {lip}.|{who} сказал, что это было
        {where}.|Мой номер {number} {number} {number}, {number} {number}.|Сколько это стоит? Около {number} рублей.|{where}
        {who} {did} {thing}.|{lip} {lip} {lip}. {who} {did} {thing}.|Какая {lip}! {lead}, {lead}.''',
}
GERMAN = {
    'thing': '''das grüne Haus|ein kleines Boot|das offene Fenster|die schöne Tür|kaltes Wasser|einen blauen Vogel|die breite
        Straße|den alten Hund|den neuen Schlüssel|ein Glas Milch|frisches Brot|den warmen Regen|ein rotes Fahrrad|einen gelben
        Regenschirm|das weiße Pferd|die schwarze Katze|einen süßen Apfel|heißen Kaffee|zwei Bücher|die große Brücke|eine lange
        Geschichte|den Pfeffer|die Öfen|einen Löffel Honig|das Gemüse|die Zwiebeln|ein Päckchen|die Jungen|den Schrank|den
        Kühlschrank|eine Äußerung|das Frühstück|die Töpfe|den Dschungel|die Garage|das Gebäude|einen bösen Wolf|die
        Möbel|die Wünsche|das Rätsel''',
    'who': '''Paul|meine Großmutter|Beate|der Nachbar|Wilhelm|unsere Lehrerin|Jürgen|Frau Müller|Philipp|ein Freund von
        mir|Günther|der Chef|Veronika|Schröder|mein Bruder|der Feuerwehrmann|Jochen|Fritz|Käthe|Joachim''',
    'did': '''kaufte|verkauft|zerbrach|sucht|öffnete|sah|mag|wäscht|vergaß|fand|wünscht sich|malt|bewachte|bekommt|schiebt|bewegt
        |brachte|zeichnet|probierte|verlor|kennt|wählt|umarmte|empfiehlt|beschrieb''',
    'where': '''am Strand|unter der Brücke|neben dem Fluss|auf dem Markt|hinter der Kirche|am Morgen|bei München|außerhalb der
        Stadt|im Februar|seit gestern|ohne Probleme|im Süden|um neun Uhr|im Garten|mit Vergnügen|nach der Reise|bis
        Dienstag|in der Küche|im Wohnzimmer|beim Bäcker''',
    'lead': '''gut|ja, natürlich|bitte|vielen Dank|guten Tag|nein, tut mir leid|in Ordnung|mal sehen|also|einen
        Augenblick|Entschuldigung|außerdem|vielleicht|auf Wiedersehen|selbstverständlich''',
    'lip': '''Mama Papa Baby Bombe Pumpe Lampe Baum Raum Pflaume Apfel Kopf Pferd Pfund Fisch Vogel vier fünf viel warm Wolf Wolke
        zwölf schön müde grün Brücke Stück Bühne Blüte über böse Vögel öffnen Kuchen Buch Küche Bücher ich mich ach doch hoch
        auch euch Leute heute neun Eule Auge braun Frau wo Boot Tisch deutsch rutschen Masche Stein Sprung möglich
        unmöglich sympathisch Problem''',
    'number': 'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf fünfzehn zwanzig dreißig vierzig hundert tausend',
    'frames': '''{who} {did} {thing} {where}.|{lead}, {who} {did} {thing}.|Warum {did} {who} {thing} {where}?|{lead}. Ich kann
        Ihnen helfen, wenn Sie möchten.|{who} und {who} waren {where}.|{lip}, {lip}, {lip}, {lip} und {lip}.|{who} sagte, das
        wäre {where} gewesen.|Meine Nummer ist {number} {number} {number}, {number} {number}.|Wie viel kostet das? Etwa {number}
        Euro.|{where} {did} {who} {thing}.|{lip} {lip} {lip}. {who} {did} {thing}.|Wie {lip}! {lead}, {lead}.''',
}
GRAMMARS = {'es': SPANISH, 'fr': FRENCH, 'it': ITALIAN, 'ru': RUSSIAN, 'de': GERMAN}


def choices(grammar, kind):
    text = ' '.join(grammar[kind].split())
    return [c.strip() for c in text.split('|')] if '|' in text else text.split()


def sentence(language, rng):
    """One sentence, written as its language is."""
    grammar = GRAMMARS[language]
    text = re.sub(r'{(\w+)}', lambda m: rng.choice(choices(grammar, m.group(1))), rng.choice(choices(grammar, 'frames')))
    first = next(i for i, c in enumerate(text) if c.isalpha())
    return text[:first] + text[first].upper() + text[first + 1 :]
